package io.proconsul.server.fsm;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.CommandCodec;
import io.proconsul.rpc.RpcException;
import io.proconsul.state.Outcome;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Puts commands into the replicated log. Any thread; only the leader's engine takes them.
 *
 * <p>Futures complete after the command was applied here, on a thread of the engine's, or fail with
 * the {@link RpcException} of a refusal or the engine's {@code ConsensusException}.
 */
public final class CommandLog {
    private final Function<byte[], CompletableFuture<Object>> propose;
    private final ProposalMeters meters;

    /**
     * @param propose takes a command's bytes and brings the state's outcome
     */
    public CommandLog(Function<byte[], CompletableFuture<Object>> propose, ProposalMeters meters) {
        this.propose = propose;
        this.meters = meters;
    }

    public CompletableFuture<Outcome> propose(Command command) {
        byte type = command.type();
        long begun = meters.begin();
        return propose.apply(CommandCodec.encode(command))
                .thenApply(outcome -> {
                    meters.applied(type, begun);
                    return accepted(outcome);
                });
    }

    CompletableFuture<Outcome> propose(RestoreStep step) {
        return propose.apply(step.encode()).thenApply(CommandLog::accepted);
    }

    private static Outcome accepted(Object outcome) {
        return switch ((Outcome) outcome) {
            case Outcome.Refused(String text) -> throw new RpcException(text);
            case Outcome done -> done;
        };
    }
}
