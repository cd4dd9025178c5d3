package io.proconsul.gossip;

import io.proconsul.gossip.serf.Serf;
import io.proconsul.gossip.wire.Address;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Joins several addresses at once and counts. */
final class Joining {
    private final Owner owner;
    private final Serf serf;
    private final int defaultPort;

    Joining(Owner owner, Serf serf, int defaultPort) {
        this.owner = owner;
        this.serf = serf;
        this.defaultPort = defaultPort;
    }

    /** Resolves names on a thread of its own. */
    CompletableFuture<Joined> start(List<String> targets, boolean ignoreOld) {
        CompletableFuture<Joined> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("gossip-join")
                .start(() -> {
                    List<String> failures = new ArrayList<>();
                    List<Address> addresses = resolve(targets, failures);
                    Count count = new Count(addresses.size(), failures, result);
                    owner.call(() -> join(addresses, ignoreOld, count));
                });
        return result;
    }

    private List<Address> resolve(List<String> targets, List<String> failures) {
        List<Address> addresses = new ArrayList<>();
        for (String target : targets) {
            try {
                addresses.addAll(JoinTarget.parse(target, defaultPort).resolve());
            } catch (UnknownHostException | IllegalArgumentException e) {
                failures.add("Failed to resolve " + target + ": " + e.getMessage());
            }
        }
        return addresses;
    }

    private void join(List<Address> addresses, boolean ignoreOld, Count count) {
        count.finishWhenDone();
        for (Address address : addresses) {
            serf.join(
                    address,
                    ignoreOld,
                    failure -> count.one(failure == null ? "" : failure, address));
        }
    }

    /** Belongs to the owner. */
    private static final class Count {
        private final List<String> failures;
        private final CompletableFuture<Joined> result;
        private int waiting;
        private int reached;

        Count(int waiting, List<String> failures, CompletableFuture<Joined> result) {
            this.waiting = waiting;
            this.failures = failures;
            this.result = result;
        }

        void one(String failure, Address address) {
            waiting--;
            if (failure.isEmpty()) {
                reached++;
            } else {
                failures.add("Failed to join " + address.ipText() + ": " + failure);
            }
            finishWhenDone();
        }

        void finishWhenDone() {
            if (waiting == 0) {
                result.complete(new Joined(reached, failures));
            }
        }
    }
}
