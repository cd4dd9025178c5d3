package io.proconsul.agent.stored;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

/** A file in {@code services/} (configuration reference, section 10). */
record StoredService(
        String token,
        NodeService service,
        String source,
        @Wire(json = Json.OMIT_EMPTY) boolean locallyRegisteredAsSidecar) {}
