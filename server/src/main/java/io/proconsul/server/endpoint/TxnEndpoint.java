package io.proconsul.server.endpoint;

import io.proconsul.model.command.Command;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.model.txn.TxnResult;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Txn;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.leader.LockDelays;
import io.proconsul.server.query.Freshness;
import io.proconsul.state.Outcome;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Transactions (wire reference, section 10, Txn). */
public final class TxnEndpoint {
    private final Supplier<Root> state;
    private final CommandLog log;
    private final TxnRules rules;
    private final Freshness freshness;

    public TxnEndpoint(
            Supplier<Root> state, CommandLog log, LockDelays lockDelays, Freshness freshness) {
        this.state = state;
        this.log = log;
        this.rules = new TxnRules(new KvRules(lockDelays));
        this.freshness = freshness;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(Txn.APPLY, this::apply);
        endpoints.act(Txn.READ, this::read);
    }

    private CompletableFuture<Answer<TxnReply>> apply(TxnRequest request, Authorizer authorizer) {
        var checked = rules.check(request.ops(), state.get(), authorizer);
        if (!checked.errors().isEmpty()) {
            return Replies.now(Answer.of(new TxnReply(null, checked.errors())));
        }
        var bare = new TxnRequest(request.datacenter(), checked.operations(), WriteOptions.NONE);
        return log.propose(new Command.Txn(bare))
                .thenApply(outcome -> Answer.of(visible(reply(outcome), authorizer)));
    }

    private static TxnReply reply(Outcome outcome) {
        if (outcome instanceof Outcome.Transacted(TxnReply reply)) {
            return reply;
        }
        throw new AssertionError("a transaction's outcome is " + outcome);
    }

    /** Read at one point in time, not waited for; the reply's index stays 0 (vector txn-005). */
    private CompletableFuture<Answer<TxnReply>> read(
            TxnReadRequest request, Authorizer authorizer) {
        Root root = state.get();
        var checked = rules.check(request.ops(), root, authorizer);
        TxnReply reply =
                checked.errors().isEmpty()
                        ? visible(
                                Reads.transaction(checked.operations()).on(root).value(),
                                authorizer)
                        : new TxnReply(null, checked.errors());
        QueryMeta meta = freshness.of(0);
        return Replies.now(
                Answer.of(
                        reply,
                        new QueryMeta(
                                0,
                                meta.lastContact(),
                                meta.knownLeader(),
                                meta.consistencyLevel())));
    }

    private static TxnReply visible(TxnReply reply, Authorizer authorizer) {
        List<TxnResult> results = reply.results();
        if (results == null || authorizer.allowsEverything()) {
            return reply;
        }
        return new TxnReply(
                Rights.only(results, result -> visible(result, authorizer)), reply.errors());
    }

    private static boolean visible(TxnResult result, Authorizer authorizer) {
        var kv = result.kv();
        var node = result.node();
        var service = result.service();
        var check = result.check();
        return (kv == null || Rights.mayReadKey(authorizer, kv.key()))
                && (node == null || Rights.mayReadNode(authorizer, node.name()))
                && (service == null || Rights.mayReadService(authorizer, service.name()))
                && (check == null || visibleCheck(check.node(), check.serviceName(), authorizer));
    }

    private static boolean visibleCheck(
            String node, @Nullable String service, Authorizer authorizer) {
        return service == null || service.isEmpty()
                ? Rights.mayReadNode(authorizer, node)
                : Rights.mayReadService(authorizer, service);
    }
}
