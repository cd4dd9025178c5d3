package io.proconsul.app;

import io.proconsul.config.ConfigException;
import io.proconsul.config.ConfigInput;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.ConfigLoader.Loaded;
import io.proconsul.config.DebugView;
import io.proconsul.config.Reload;
import io.proconsul.model.product.ProductVersion;

/**
 * The configuration an agent runs with, and how to read it again.
 *
 * @param nodeId found or made at the start; a reload does not change it
 */
record Configuration(ConfigLoader loader, ConfigInput input, Loaded loaded, String nodeId) {

    Plan plan() {
        return planning().plan();
    }

    Planning planning() {
        return new Planning(
                loaded.config(),
                nodeId,
                DebugView.of(loaded.config(), nodeId, ProductVersion.COMPATIBLE));
    }

    /** The same sources as they are now; what only a restart can change stays as it is. */
    Configuration again() throws ConfigException {
        Loaded fresh = loader.load(input);
        var effective = new Loaded(Reload.apply(loaded.config(), fresh.config()), fresh.warnings());
        return new Configuration(loader, input, effective, nodeId);
    }
}
