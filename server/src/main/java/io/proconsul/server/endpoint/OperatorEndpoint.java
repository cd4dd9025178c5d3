package io.proconsul.server.endpoint;

import io.proconsul.model.command.Command;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.RemovePeerRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Operator;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.state.Outcome;
import io.proconsul.state.Root;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The servers and their health (wire reference, section 10, Operator). */
public final class OperatorEndpoint {
    private final Supplier<Root> state;
    private final CommandLog log;
    private final ClusterPeers peers;

    public OperatorEndpoint(Supplier<Root> state, CommandLog log, ClusterPeers peers) {
        this.state = state;
        this.log = log;
        this.peers = peers;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(Operator.RAFT_GET_CONFIGURATION, this::configuration);
        endpoints.act(Operator.RAFT_REMOVE_PEER_BY_ADDRESS, this::removeByAddress);
        endpoints.act(Operator.RAFT_REMOVE_PEER_BY_ID, this::removeById);
        endpoints.act(Operator.AUTOPILOT_GET_CONFIGURATION, this::autopilot);
        endpoints.act(Operator.AUTOPILOT_SET_CONFIGURATION, this::setAutopilot);
        endpoints.act(Operator.SERVER_HEALTH, this::health);
    }

    private CompletableFuture<Answer<RaftConfiguration>> configuration(
            DatacenterRequest request, Authorizer authorizer) {
        requireRead(authorizer);
        return Replies.now(Answer.of(peers.configuration()));
    }

    private CompletableFuture<Answer<Void>> removeByAddress(
            RemovePeerRequest request, Authorizer authorizer) {
        requireWrite(authorizer);
        return peers.removeByAddress(request.address()).thenApply(done -> Replies.NOTHING);
    }

    private CompletableFuture<Answer<Void>> removeById(
            RemovePeerRequest request, Authorizer authorizer) {
        requireWrite(authorizer);
        return peers.removeById(request.id()).thenApply(done -> Replies.NOTHING);
    }

    /** The leader puts one into the state when it begins to lead, so one is missing only before. */
    private CompletableFuture<Answer<AutopilotConfig>> autopilot(
            DatacenterRequest request, Authorizer authorizer) {
        requireRead(authorizer);
        AutopilotConfig config = state.get().autopilot();
        if (config == null) {
            throw new RpcException("autopilot config not initialized yet");
        }
        return Replies.now(Answer.of(config));
    }

    private CompletableFuture<Answer<Boolean>> setAutopilot(
            AutopilotSetRequest request, Authorizer authorizer) {
        requireWrite(authorizer);
        var bare =
                new AutopilotSetRequest(
                        request.datacenter(), request.config(), request.cas(), WriteOptions.NONE);
        return log.propose(new Command.Autopilot(bare))
                .thenApply(outcome -> verdict(outcome, request.cas()));
    }

    /** Only a compare-and-set that took place is told as true (vector rpc-095). */
    private static Answer<Boolean> verdict(Outcome outcome, boolean compared) {
        boolean done = outcome instanceof Outcome.Verdict(boolean held) && held;
        return compared && done ? Replies.TRUE : Replies.FALSE;
    }

    private CompletableFuture<Answer<ClusterHealth>> health(
            DatacenterRequest request, Authorizer authorizer) {
        requireRead(authorizer);
        return peers.health().thenApply(Answer::of);
    }

    private static void requireRead(Authorizer authorizer) {
        Rights.require(authorizer, Resource.OPERATOR, Access.READ, "");
    }

    private static void requireWrite(Authorizer authorizer) {
        Rights.require(authorizer, Resource.OPERATOR, Access.WRITE, "");
    }
}
