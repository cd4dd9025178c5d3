package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Links between servers of one process, which can be cut. */
final class Network {
    private final Map<String, PeerLink.Handler> handlers = new ConcurrentHashMap<>();
    private final Set<String> mute = ConcurrentHashMap.newKeySet();
    private final Set<String> deaf = ConcurrentHashMap.newKeySet();

    PeerLink link(String self) {
        return new Link(self);
    }

    /** From now on nothing reaches that server or comes from it; calls get no answer at all. */
    void isolate(String id) {
        mute.add(id);
        deaf.add(id);
    }

    /** From now on nothing reaches that server, no answer either; what it says reaches all. */
    void deafen(String id) {
        deaf.add(id);
    }

    void heal() {
        mute.clear();
        deaf.clear();
    }

    private boolean isCut(String from, String to) {
        return mute.contains(from) || deaf.contains(to);
    }

    private final class Link implements PeerLink {
        private final String self;

        /**
         * Like the event loop of a connection: whoever calls does not wait, and keeps his locks.
         */
        private final ExecutorService wire =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

        Link(String self) {
            this.self = self;
        }

        @Override
        public CompletableFuture<byte[]> call(String peerId, byte[] frame) {
            if (frame.length > FRAME_BYTES_MAX) {
                return CompletableFuture.failedFuture(
                        new IOException("a frame of %d bytes".formatted(frame.length)));
            }
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            PeerLink.@Nullable Handler handler = handlers.get(peerId);
            if (isCut(self, peerId)) {
                return answer;
            }
            if (handler == null) {
                return CompletableFuture.failedFuture(new IOException(peerId + " is not there"));
            }
            byte[] copy = frame.clone();
            wire.execute(() -> arrived(handler, copy, peerId, answer));
            return answer;
        }

        private void arrived(
                PeerLink.Handler handler,
                byte[] frame,
                String peerId,
                CompletableFuture<byte[]> answer) {
            var _ =
                    handler.called(frame)
                            .whenComplete((bytes, failure) -> back(peerId, answer, bytes, failure));
        }

        private void back(
                String peerId,
                CompletableFuture<byte[]> answer,
                byte @Nullable [] bytes,
                @Nullable Throwable failure) {
            if (isCut(peerId, self)) {
                return;
            }
            if (failure == null) {
                answer.complete(bytes);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        @Override
        public void onCall(Handler handler) {
            handlers.put(self, handler);
        }
    }
}
