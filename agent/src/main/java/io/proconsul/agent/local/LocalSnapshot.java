package io.proconsul.agent.local;

import java.util.List;

/** All services and checks at one moment, to be compared with the catalog. */
public record LocalSnapshot(List<LocalService> services, List<LocalCheck> checks) {}
