package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Links between servers of one process, which can be cut. */
final class Network {
    private final Map<String, PeerLink.Handler> handlers = new ConcurrentHashMap<>();
    private final Set<String> isolated = ConcurrentHashMap.newKeySet();

    PeerLink link(String self) {
        return new Link(self);
    }

    /** From now on nothing reaches that server or comes from it; calls get no answer at all. */
    void isolate(String id) {
        isolated.add(id);
    }

    void heal() {
        isolated.clear();
    }

    private boolean isCut(String from, String to) {
        return isolated.contains(from) || isolated.contains(to);
    }

    private final class Link implements PeerLink {
        private final String self;

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
            var _ =
                    handler.called(frame.clone())
                            .whenComplete((bytes, failure) -> back(peerId, answer, bytes, failure));
            return answer;
        }

        private void back(
                String peerId,
                CompletableFuture<byte[]> answer,
                byte @Nullable [] bytes,
                @Nullable Throwable failure) {
            if (isCut(self, peerId)) {
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
