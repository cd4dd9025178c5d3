package io.proconsul.state;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.TombstoneRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.state.table.CatalogDraft;
import io.proconsul.state.table.IndexEntry;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Kept;
import io.proconsul.state.table.KeyDraft;
import io.proconsul.state.table.QueryDraft;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.table.SessionDraft;
import io.proconsul.state.tree.TreeBatch;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * The next root while commands make it. Rules read and write the tables through it; each command
 * happens wholly or not at all. One thread, short-lived, never published.
 */
final class Draft {
    final KeyDraft keys;
    final CatalogDraft catalog;
    final SessionDraft sessions;
    final QueryDraft queries;
    final TreeBatch<Coordinate> coordinates;
    final TreeBatch<FederationState> federation;

    final KeyRules keyRules = new KeyRules(this);
    final SessionRules sessionRules = new SessionRules(this);
    final QueryRules queryRules = new QueryRules(this);
    final CheckRules checkRules = new CheckRules(this);
    final ServiceRules serviceRules = new ServiceRules(this);
    final NodeRules nodeRules = new NodeRules(this);

    @Nullable AutopilotConfig autopilot;

    private final Kept kept;
    private final TreeBatch<IndexEntry> indexes;
    private Ledger ledger = new Ledger();
    private long index;
    private long epoch;

    Draft(Root from) {
        kept = from.kept();
        epoch = from.epoch();
        index = from.index();
        keys = new KeyDraft(from.keys());
        catalog = new CatalogDraft(from.catalog());
        sessions = new SessionDraft(from.sessions());
        queries = new QueryDraft(from.queries());
        coordinates = from.coordinates().batch();
        federation = from.federation().batch();
        autopilot = from.autopilot();
        indexes = from.indexes().entries().batch();
    }

    Root root() {
        return new Root(
                index,
                epoch,
                keys.table(),
                catalog.table(),
                sessions.table(),
                queries.table(),
                coordinates.tree(),
                federation.tree(),
                autopilot,
                new Indexes(indexes.tree()),
                kept);
    }

    /** The index of the command that is being applied. */
    long index() {
        return index;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Applies the next command. */
    Outcome apply(Command command) {
        index++;
        return switch (command) {
            case Command.Register(var request) ->
                    wholly(() -> done(() -> new Registration(this).register(request)));
            case Command.Txn(var request) -> wholly(() -> transact(request.ops()));
            case Command.Deregister(var request) ->
                    done(() -> new Registration(this).deregister(request));
            case Command.Kv(var request) ->
                    outcome(() -> new Outcome.Verdict(keyRules.apply(request)));
            case Command.SessionChange(var request) -> outcome(() -> sessionRules.apply(request));
            case Command.Coordinates(var batch) -> done(() -> new CoordinateRules(this).put(batch));
            case Command.Autopilot(var request) ->
                    new Outcome.Verdict(new AutopilotRules(this).set(request));
            case Command.Federation(var request) ->
                    outcome(() -> done(() -> new FederationRules(this).apply(request)));
            case Command.PreparedQueryChange(var request) ->
                    outcome(() -> done(() -> queryRules.apply(request)));
            case Command.Tombstones(var request) -> outcome(() -> done(() -> reap(request)));
        };
    }

    /** The index of something is that of the current command from now on. */
    void raise(String name) {
        indexes.put(RowKey.fold(name), new IndexEntry(name, index));
    }

    /** Something that is gone needs no index of its own. */
    void forget(String name) {
        indexes.remove(RowKey.fold(name));
    }

    void changed(Topic topic) {
        ledger.changes().topic(topic);
    }

    private Outcome transact(@Nullable List<TxnOp> operations) {
        List<TxnOp> all = operations == null ? List.of() : operations;
        return new Outcome.Transacted(new Transaction(this).run(all));
    }

    /** With the tombstones the indexes of prefixes go back, hence what was computed is void. */
    private void reap(TombstoneRequest request) {
        if (!request.op().equals(TombstoneRequest.REAP)) {
            throw new Refusal("Invalid Tombstone operation '%s'".formatted(request.op()));
        }
        if (keys.reap(request.reapIndex())) {
            epoch++;
        }
    }

    private static Outcome done(Runnable change) {
        change.run();
        return new Outcome.Done();
    }

    /**
     * Runs a command that may be refused halfway; what it did until then is forgotten. The others
     * refuse before they change anything and are spared the cost.
     */
    private Outcome wholly(Supplier<Outcome> command) {
        Root before = root();
        Ledger all = ledger;
        ledger = new Ledger();
        Outcome outcome = outcome(command);
        if (isRefused(outcome)) {
            reset(before);
        } else {
            all.addAll(ledger);
        }
        ledger = all;
        return outcome;
    }

    private static Outcome outcome(Supplier<Outcome> command) {
        try {
            return command.get();
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal.text());
        }
    }

    private static boolean isRefused(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _, Outcome.Verdict _, Outcome.SessionCreated _ -> false;
            case Outcome.Refused _ -> true;
            case Outcome.Transacted(var reply) -> reply.errors() != null;
        };
    }

    private void reset(Root to) {
        keys.reset(to.keys());
        catalog.reset(to.catalog());
        sessions.reset(to.sessions());
        queries.reset(to.queries());
        coordinates.reset(to.coordinates());
        federation.reset(to.federation());
        autopilot = to.autopilot();
        indexes.reset(to.indexes().entries());
    }
}
