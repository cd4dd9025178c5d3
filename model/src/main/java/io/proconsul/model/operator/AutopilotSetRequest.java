package io.proconsul.model.operator;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * Changes the autopilot's configuration (wire reference: AutopilotSetConfigRequest).
 *
 * @param cas only when the configuration is still the one whose modify index {@code config} has
 */
public record AutopilotSetRequest(
        String datacenter,
        AutopilotConfig config,
        @Wire("CAS") boolean cas,
        @Flat WriteOptions options)
        implements Write {}
