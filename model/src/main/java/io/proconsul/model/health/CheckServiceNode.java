package io.proconsul.model.health;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** An instance with its node and the checks of both. */
public record CheckServiceNode(
        @Nullable Node node, @Nullable NodeService service, @Nullable List<HealthCheck> checks) {}
