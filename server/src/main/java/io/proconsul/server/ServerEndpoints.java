package io.proconsul.server;

import io.proconsul.raft.EngineStatus;
import io.proconsul.server.endpoint.CatalogEndpoint;
import io.proconsul.server.endpoint.ClusterPeers;
import io.proconsul.server.endpoint.CoordinateEndpoint;
import io.proconsul.server.endpoint.Endpoints;
import io.proconsul.server.endpoint.FederationEndpoint;
import io.proconsul.server.endpoint.HealthEndpoint;
import io.proconsul.server.endpoint.InternalEndpoint;
import io.proconsul.server.endpoint.KvsEndpoint;
import io.proconsul.server.endpoint.OperatorEndpoint;
import io.proconsul.server.endpoint.PreparedQueryEndpoint;
import io.proconsul.server.endpoint.QueryExecutionEndpoint;
import io.proconsul.server.endpoint.SessionEndpoint;
import io.proconsul.server.endpoint.SessionRules;
import io.proconsul.server.endpoint.StatusEndpoint;
import io.proconsul.server.endpoint.TxnEndpoint;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.leader.CoordinateBatches;
import io.proconsul.server.leader.LockDelays;
import io.proconsul.server.leader.SessionClocks;
import io.proconsul.state.Root;

import java.util.List;
import java.util.function.Supplier;

/**
 * All endpoints of a server, with what they work on.
 *
 * @param founding how far this server has come with a log of its own
 */
record ServerEndpoints(
        ServerSettings settings,
        ServerSurroundings around,
        Supplier<Root> state,
        CommandLog log,
        Leadership leadership,
        LockDelays lockDelays,
        SessionClocks sessions,
        CoordinateBatches coordinates,
        Supplier<EngineStatus> engine,
        ClusterPeers peers,
        Supplier<List<String>> founding) {

    Endpoints all() {
        Endpoints endpoints = new Endpoints();
        stored(endpoints);
        new StatusEndpoint(leadership::leaderAddress, engine, founding).addTo(endpoints);
        new OperatorEndpoint(state, log, peers).addTo(endpoints);
        new CoordinateEndpoint(coordinates::add, around.pools()).addTo(endpoints);
        new FederationEndpoint().addTo(endpoints);
        new InternalEndpoint(around.pools(), leadership).addTo(endpoints);
        return endpoints;
    }

    private void stored(Endpoints endpoints) {
        new KvsEndpoint(log, lockDelays, settings.keyListPolicy()).addTo(endpoints);
        new CatalogEndpoint(state, log, settings.datacenter()).addTo(endpoints);
        new HealthEndpoint(settings.datacenter()).addTo(endpoints);
        new SessionEndpoint(
                        state,
                        log,
                        sessions,
                        new SessionRules(settings.shortestSessionTtl()),
                        around.chance())
                .addTo(endpoints);
        new PreparedQueryEndpoint(state, log, around.chance()).addTo(endpoints);
        new QueryExecutionEndpoint(
                        settings.datacenter(),
                        state,
                        around.tokens(),
                        leadership,
                        around.chance(),
                        around.others())
                .addTo(endpoints);
        new TxnEndpoint(state, log, lockDelays, leadership).addTo(endpoints);
    }
}
