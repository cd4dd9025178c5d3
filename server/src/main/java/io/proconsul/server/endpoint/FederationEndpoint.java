package io.proconsul.server.endpoint;

import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateQuery;
import io.proconsul.model.federation.FederationStateReply;
import io.proconsul.model.federation.FederationStates;
import io.proconsul.model.federation.MeshGateways;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.rpc.method.FederationMethods;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.query.Question;
import io.proconsul.state.Reads;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How datacenters are reached (wire reference, section 10, FederationState). */
public final class FederationEndpoint {
    public void addTo(Endpoints endpoints) {
        endpoints.read(FederationMethods.GET, FederationEndpoint::one);
        endpoints.read(FederationMethods.LIST, FederationEndpoint::all);
        endpoints.read(FederationMethods.LIST_MESH_GATEWAYS, FederationEndpoint::gateways);
    }

    private static Question<?, FederationStateReply> one(
            FederationStateQuery request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.OPERATOR, Access.READ, "");
        return Question.of(
                Reads.federationState(request.of()),
                found -> new FederationStateReply(found.isEmpty() ? null : found.getFirst()));
    }

    private static Question<?, FederationStates> all(
            DatacenterRequest request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.OPERATOR, Access.READ, "");
        return Question.of(Reads.federationStates(), FederationStates::new);
    }

    private static Question<?, MeshGateways> gateways(
            DatacenterRequest request, Authorizer authorizer) {
        return Question.of(
                Reads.federationStates(),
                states -> new MeshGateways(byDatacenter(states, authorizer)));
    }

    /** Datacenters of which the caller may see no gateway are left out, as those without any. */
    private static Map<String, List<CheckServiceNode>> byDatacenter(
            List<FederationState> states, Authorizer authorizer) {
        Map<String, List<CheckServiceNode>> gateways = new TreeMap<>();
        for (FederationState state : states) {
            List<CheckServiceNode> all = state.meshGateways();
            List<CheckServiceNode> seen =
                    new Listing<>(all == null ? List.of() : all)
                            .seenBy(authorizer, row -> HealthEndpoint.visible(row, authorizer))
                            .rows();
            if (!seen.isEmpty()) {
                gateways.put(state.datacenter(), seen);
            }
        }
        return gateways;
    }
}
