package io.proconsul.server.fsm;

import io.proconsul.model.command.Command;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.metrics.Metrics;

import org.jspecify.annotations.Nullable;

/**
 * How long commands take from the proposal until they are applied here, in milliseconds, by kind
 * and together ({@code raft.commitTime}; the original's ends at the commit). On the leader only, as
 * only it proposes. Names and kinds were observed on 1.8.7. Any thread.
 */
public final class ProposalMeters {
    /** Above the highest type byte. */
    private static final int KINDS = Command.Federation.TYPE + 1;

    private final Clock clock;
    private final Metrics.Counter proposals;
    private final Metrics.Sample all;

    /** By type byte; kinds that the original does not measure are missing. */
    private final Metrics.@Nullable Sample[] kinds = new Metrics.Sample[KINDS];

    public ProposalMeters(Metrics metrics, Clock clock) {
        this.clock = clock;
        proposals = metrics.counter("raft.apply");
        all = metrics.sample("raft.commitTime");
        kinds[Command.Register.TYPE] = metrics.sample("catalog.register");
        kinds[Command.Deregister.TYPE] = metrics.sample("catalog.deregister");
        kinds[Command.Kv.TYPE] = metrics.sample("kvs.apply");
        kinds[Command.SessionChange.TYPE] = metrics.sample("session.apply");
        kinds[Command.PreparedQueryChange.TYPE] = metrics.sample("prepared-query.apply");
        kinds[Command.Txn.TYPE] = metrics.sample("txn.apply");
    }

    /** When a proposal begins, for {@link #applied}. */
    long begin() {
        proposals.increment();
        return clock.nanos();
    }

    void applied(byte type, long begun) {
        long nanos = clock.nanos() - begun;
        all.recordNanos(nanos);
        Metrics.Sample kind = kinds[type];
        if (kind != null) {
            kind.recordNanos(nanos);
        }
    }
}
