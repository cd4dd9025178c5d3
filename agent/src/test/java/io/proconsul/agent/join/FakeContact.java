package io.proconsul.agent.join;

import io.proconsul.gossip.Joined;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Addresses that answer when the test says so. */
final class FakeContact implements Contact {
    final List<String> asked = new ArrayList<>();
    private final Map<String, CompletableFuture<Joined>> open = new LinkedHashMap<>();

    @Override
    public CompletableFuture<Joined> join(String address) {
        asked.add(address);
        CompletableFuture<Joined> answer = new CompletableFuture<>();
        open.put(address, answer);
        return answer;
    }

    int underWay() {
        return open.size();
    }

    void takesUsIn(String address) {
        answer(address).complete(new Joined(1, List.of()));
    }

    void fails(String address) {
        answer(address).complete(new Joined(0, List.of("Failed to join " + address + ": refused")));
    }

    /** The machine is up, the agent is not. */
    void nobodyListens(String address) {
        answer(address)
                .complete(
                        new Joined(
                                0,
                                List.of("dial tcp " + address + ": connect: connection refused")));
    }

    private CompletableFuture<Joined> answer(String address) {
        CompletableFuture<Joined> answer = open.remove(address);
        if (answer == null) {
            throw new AssertionError(address + " is not being asked");
        }
        return answer;
    }
}
