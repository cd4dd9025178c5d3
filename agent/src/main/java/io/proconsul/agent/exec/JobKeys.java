package io.proconsul.agent.exec;

import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.json.JsonException;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Kvs;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads a job and writes what becomes of it. Failures are told in the log, in 1.8.7's words. */
final class JobKeys {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final NodeIdentity node;
    private final Caller caller;
    private final AgentTokens tokens;
    private final JobPlace place;

    JobKeys(NodeIdentity node, Caller caller, AgentTokens tokens, JobPlace place) {
        this.node = node;
        this.caller = caller;
        this.tokens = tokens;
        this.place = place;
    }

    /** The job; empty when there is none that can be understood. Blocks. */
    Optional<JobSpec> fetch() {
        try {
            // many agents ask at once, so any server may answer; one that lags is no reason to stop
            byte[] value = read(QueryOptions.STALE);
            if (value == null) {
                LOG.debug("trying consistent fetch of remote exec job spec");
                value = read(QueryOptions.DEFAULT);
            }
            if (value == null) {
                LOG.debug("remote exec aborted, job spec missing");
                return Optional.empty();
            }
            return Optional.of(JobSpec.read(value));
        } catch (CompletionException failure) {
            failed("failed to get remote exec job", failure);
        } catch (JsonException malformed) {
            failed("failed to decode remote exec spec", malformed);
        }
        return Optional.empty();
    }

    /** The value of the job's key, null without such a key. */
    private byte @Nullable [] read(QueryOptions options) {
        var request =
                new KeyRequest(node.datacenter(), place.job(), options.withToken(tokens.agent()));
        KvEntries found = caller.call(Kvs.GET, request).join().value();
        List<KvEntry> entries = found.entries();
        if (entries == null || entries.isEmpty()) {
            return null;
        }
        byte[] value = entries.getFirst().value();
        return value == null ? new byte[0] : value;
    }

    /** Says that this node takes the job; false when nobody would hear of it. Blocks. */
    boolean acknowledge() {
        return lock(place.acknowledgement(node.name()), null, "failed to ack remote exec job")
                .join();
    }

    /** Stores a part of what the program prints. */
    CompletableFuture<Boolean> output(int number, byte[] bytes) {
        return lock(
                place.output(node.name(), number),
                bytes.length == 0 ? null : bytes,
                "failed to write output for remote exec job");
    }

    /** Says how the job has ended. Blocks. */
    void exit(int code) {
        byte[] text = Integer.toString(code).getBytes(StandardCharsets.US_ASCII);
        var _ =
                lock(place.exit(node.name()), text, "failed to write exit code for remote exec job")
                        .join();
    }

    /** Locks a key with the asker's session: whether that was possible. */
    private CompletableFuture<Boolean> lock(String key, byte @Nullable [] value, String problem) {
        var request =
                new KvRequest(
                        node.datacenter(),
                        KvVerb.LOCK,
                        KvEntry.of(key, value, 0, place.session()),
                        new WriteOptions(tokens.agent()));
        return caller.call(Kvs.APPLY, request)
                .thenApply(answer -> answer.value())
                .handle((locked, failure) -> {
                    if (failure != null) {
                        failed(problem, failure);
                    } else if (!locked) {
                        LOG.atError().addKeyValue("error", "write failed").log(problem);
                    }
                    return failure == null && locked;
                });
    }

    private static void failed(String problem, Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable told = failure instanceof CompletionException && cause != null ? cause : failure;
        LOG.atError().addKeyValue("error", told.getMessage()).log(problem);
    }
}
