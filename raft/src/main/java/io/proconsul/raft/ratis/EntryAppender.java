package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.engine.Entry;

import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Puts entries into the log of Ratis. A good end is told by {@link RatisFsm}, which applies the
 * same object; here only what goes wrong before.
 */
final class EntryAppender {
    private final Member member;
    private final Path folder;

    /** The reply Ratis may forget; a matter of memory only, so a lost one does no harm. */
    private volatile long answered = -1;

    EntryAppender(Member member, Path folder) {
        this.member = member;
        this.folder = folder;
    }

    /** One thread at a time. */
    void append(Entry entry) {
        long call = member.nextCall();
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(member.client)
                        .setServerId(member.id())
                        .setGroupId(RatisEngine.GROUP)
                        .setCallId(call)
                        .setRepliedCallIds(List.of(answered))
                        .setMessage(new EntryMessage(entry))
                        .setType(RaftClientRequest.writeRequestType())
                        .build();
        var _ = submit(request).whenComplete((_, failure) -> ended(entry, call, failure));
    }

    private CompletableFuture<RaftClientReply> submit(RaftClientRequest request) {
        try {
            return member.requests().submitClientRequestAsync(request);
        } catch (IOException | RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** For an entry that was applied this comes too late to do anything. */
    private void ended(Entry entry, long call, @Nullable Throwable failure) {
        answered = call;
        Throwable cause = failure == null ? null : Member.unwrapped(failure);
        if (!member.isAlive()) {
            entry.failed(
                    new ConsensusException.Stopped(
                            "the raft log in %s has been closed".formatted(folder)));
        } else if (cause instanceof ResourceUnavailableException) {
            entry.failed(new ConsensusException.Overloaded("the log takes no more for now"));
        } else {
            entry.refused();
        }
    }
}
