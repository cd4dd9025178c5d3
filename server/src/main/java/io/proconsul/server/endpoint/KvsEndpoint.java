package io.proconsul.server.endpoint;

import io.proconsul.model.command.Command;
import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.leader.LockDelays;
import io.proconsul.server.query.Question;
import io.proconsul.state.Outcome;
import io.proconsul.state.Reads;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Keys and values (wire reference, section 10, KVS). */
public final class KvsEndpoint {
    private static final KvEntries NO_ENTRIES = new KvEntries(null);
    private static final KeyNames NO_NAMES = new KeyNames(null);

    /** The verbs whose reply says whether they did something. */
    private static final Set<String> CONDITIONAL =
            Set.of(KvVerb.CAS, KvVerb.LOCK, KvVerb.UNLOCK, KvVerb.DELETE_CAS);

    /** An entry beside its value: key, names and numbers in JSON. */
    private static final long ENTRY_BYTES = 256;

    private final CommandLog log;
    private final KvRules rules;
    private final boolean listPolicy;

    /**
     * @param listPolicy reading all keys below a prefix takes the right to list, not only to read
     *     them
     */
    public KvsEndpoint(CommandLog log, LockDelays lockDelays, boolean listPolicy) {
        this.log = log;
        this.rules = new KvRules(lockDelays);
        this.listPolicy = listPolicy;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(Kvs.APPLY, this::apply);
        endpoints.read(Kvs.GET, this::get);
        endpoints.read(Kvs.LIST, this::list);
        endpoints.read(Kvs.LIST_KEYS, this::listKeys);
    }

    private Question<?, KvEntries> get(KeyRequest request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.KEY, Access.READ, request.key());
        return Question.<@Nullable KvEntry, KvEntries>cheap(
                Reads.key(request.key()), KvsEndpoint::one);
    }

    private static KvEntries one(@Nullable KvEntry entry) {
        return entry == null ? NO_ENTRIES : new KvEntries(List.of(entry));
    }

    private Question<?, KvEntries> list(KeyRequest request, Authorizer authorizer) {
        requireList(authorizer, request.key());
        return Question.of(
                Reads.keysBelow(request.key()),
                entries -> visible(entries, authorizer),
                KvsEndpoint::size);
    }

    private static KvEntries visible(List<KvEntry> entries, Authorizer authorizer) {
        List<KvEntry> seen =
                Rights.visible(
                        entries, authorizer, entry -> Rights.mayReadKey(authorizer, entry.key()));
        return seen.isEmpty() ? NO_ENTRIES : new KvEntries(seen);
    }

    /** The values stand in the state anyway; what counts is their text in base64. */
    private static long size(List<KvEntry> entries) {
        long bytes = ENTRY_BYTES;
        for (KvEntry entry : entries) {
            byte[] value = entry.value();
            bytes += ENTRY_BYTES + (value == null ? 0 : 2L * value.length);
        }
        return bytes;
    }

    private Question<?, KeyNames> listKeys(KeyListRequest request, Authorizer authorizer) {
        requireList(authorizer, request.prefix());
        var read =
                authorizer.allowsEverything()
                        ? Reads.keyNames(request.prefix(), request.separator())
                        : Reads.keyNames(
                                request.prefix(),
                                request.separator(),
                                key -> Rights.mayReadKey(authorizer, key));
        return Question.of(read, names -> names.isEmpty() ? NO_NAMES : new KeyNames(names));
    }

    private void requireList(Authorizer authorizer, String prefix) {
        if (listPolicy) {
            Rights.require(authorizer, Resource.KEY, Access.LIST, prefix);
        }
    }

    /**
     * The reply is true only for a conditional verb whose condition held. A {@code set} or {@code
     * delete} that was done replies false, here as on the wire: whoever turns it into an HTTP
     * answer knows the verb (vector kv-001 answers {@code true}).
     */
    private CompletableFuture<Answer<Boolean>> apply(KvRequest request, Authorizer authorizer) {
        if (!KvVerb.WRITES.contains(request.op())) {
            throw new RpcException("Invalid KVS operation '" + request.op() + "'");
        }
        if (!rules.admits(request.op(), request.entry(), authorizer)) {
            return Replies.now(Replies.FALSE);
        }
        boolean conditional = CONDITIONAL.contains(request.op());
        return log.propose(new Command.Kv(withoutToken(request)))
                .thenApply(outcome -> conditional && held(outcome) ? Replies.TRUE : Replies.FALSE);
    }

    private static boolean held(Outcome outcome) {
        return outcome instanceof Outcome.Verdict(boolean held) && held;
    }

    /** Secrets have no place in the log. */
    private static KvRequest withoutToken(KvRequest request) {
        return request.options().token().isEmpty()
                ? request
                : new KvRequest(
                        request.datacenter(), request.op(), request.entry(), WriteOptions.NONE);
    }
}
