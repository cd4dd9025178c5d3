package io.proconsul.agent.sync;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the catalog holds about this node; the node is null when it does not know it. */
record RemoteState(@Nullable Node node, List<NodeService> services, List<HealthCheck> checks) {}
