package io.proconsul.raft.ratis;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Elections as Raft has them, around the real {@link Lease}, {@link VotePromise} and {@link
 * Confirmation}, on a network that delays and loses what it likes, between servers whose clocks run
 * apart, that are killed, started again and asked to take over. Candidates stand as early as they
 * may and skip the first round of questions, which makes it worse than Ratis.
 *
 * <p>What must never be: a server that holds a lease, or was confirmed by a majority, while another
 * was elected later.
 */
final class LeaseModel {
    static final Duration ELECTION = Duration.ofMillis(500);

    private static final long MILLI = 1_000_000;
    private static final long HEARTBEAT = 100 * MILLI;
    private static final long LONGEST_DELAY = 3_000 * MILLI;
    private static final int STEPS = 4_000;

    /** Two clocks run apart by less than the tenth that the lease leaves for it. */
    private static final double DRIFT = 0.04;

    private final SplittableRandom random;
    private final Duration leaseTimeout;
    private final List<Server> servers;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;
    private long newestElected;
    private int leases;
    private int confirmations;
    private @Nullable String violation;

    private record Event(long at, long order, Runnable what) {}

    /**
     * @param leaseTimeout what the leases hold the election timeout for; {@link #ELECTION} is right
     */
    LeaseModel(long seed, int count, Duration leaseTimeout) {
        this.random = new SplittableRandom(seed);
        this.leaseTimeout = leaseTimeout;
        Set<String> ids =
                IntStream.range(0, count).mapToObj(i -> "s" + i).collect(Collectors.toSet());
        this.servers = ids.stream().sorted().map(id -> new Server(id, ids)).toList();
    }

    /** What went wrong first, if anything did. */
    Optional<String> run() {
        servers.forEach(Server::live);
        for (int step = 0; step < STEPS && violation == null; step++) {
            Event event = events.remove();
            now = event.at();
            event.what().run();
            servers.forEach(Server::checkLease);
        }
        return Optional.ofNullable(violation);
    }

    /** How often a leader held a lease when something happened. */
    int leases() {
        return leases;
    }

    int confirmations() {
        return confirmations;
    }

    private void after(long delay, Runnable what) {
        events.add(new Event(now + delay, order++, what));
    }

    /** Most arrive soon, some late, some never; nothing goes through a link that is cut. */
    private void send(Server from, Server to, Runnable what) {
        int luck = random.nextInt(10);
        if (now < from.muteUntil || luck == 9) {
            return;
        }
        long delay = random.nextLong(luck < 8 ? 20 * MILLI : LONGEST_DELAY);
        after(
                delay,
                () -> {
                    if (now >= to.deafUntil) {
                        what.run();
                    }
                });
    }

    private final class Server implements Clock {
        private final String id;
        private final Voters voters;
        private final double rate = 1 + DRIFT * (2 * random.nextDouble() - 1);
        private final long offset = random.nextLong(1_000_000 * MILLI);
        private boolean up = true;
        private int life;
        private long muteUntil;
        private long deafUntil;

        // On the disk.
        private long term;

        private boolean leads;
        private boolean stands;
        private Set<String> votes = new HashSet<>();
        private long heard = nanos();
        private VotePromise promise = new VotePromise(this, ELECTION, false);
        private Lease lease = new Lease(this, leaseTimeout);

        Server(String id, Set<String> ids) {
            this.id = id;
            this.voters = new Voters(id, List.of(ids));
        }

        @Override
        public long nanos() {
            return offset + (long) (rate * now);
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos());
        }

        private List<Server> others() {
            return servers.stream().filter(server -> server != this).toList();
        }

        /** Something happens to it now and then. */
        void live() {
            after(random.nextLong(HEARTBEAT), this::live);
            if (!up) {
                return;
            }
            if (leads) {
                lead();
            } else if (nanos() - heard >= ELECTION.toNanos() && random.nextInt(4) == 0) {
                stand(false);
            }
            switch (random.nextInt(200)) {
                case 0 -> kill();
                case 1, 2 -> muteUntil = now + random.nextLong(LONGEST_DELAY);
                case 3, 4 -> deafUntil = now + random.nextLong(LONGEST_DELAY);
                default -> {}
            }
        }

        private void lead() {
            others().forEach(this::append);
            switch (random.nextInt(40)) {
                case 0 -> {
                    Server heir = others().get(random.nextInt(others().size()));
                    lease.giveUp(term);
                    long inTerm = term;
                    send(this, heir, () -> heir.toldToStand(inTerm));
                }
                case 1, 2, 3 -> confirm();
                default -> {}
            }
        }

        /** Its promise and its role are gone, its term is not. */
        private void kill() {
            up = false;
            life++;
            after(
                    random.nextLong(LONGEST_DELAY),
                    () -> {
                        up = true;
                        follow(term);
                        heard = nanos();
                        promise = new VotePromise(this, ELECTION, true);
                        lease = new Lease(this, leaseTimeout);
                    });
        }

        private void follow(long inTerm) {
            term = inTerm;
            leads = false;
            stands = false;
        }

        private void append(Server to) {
            long inTerm = term;
            long sentAt = lease.now();
            int inLife = life;
            send(
                    this,
                    to,
                    () ->
                            to.appended(
                                    this,
                                    inTerm,
                                    accepted -> {
                                        if (up && life == inLife) {
                                            answered(to, inTerm, sentAt, accepted);
                                        }
                                    }));
        }

        private void appended(Server leader, long inTerm, Answer answer) {
            if (!up) {
                return;
            }
            if (inTerm >= term) {
                promise.given(leader.id, inTerm);
                follow(inTerm);
                heard = nanos();
            }
            long known = term;
            send(this, leader, () -> answer.term(known));
        }

        private void answered(Server by, long inTerm, long sentAt, long known) {
            if (known > term) {
                follow(known);
            } else if (leads && known == inTerm && inTerm == term) {
                lease.acknowledged(by.id, inTerm, sentAt, voters);
            }
        }

        private void toldToStand(long byLeaderOf) {
            if (up && !leads && term == byLeaderOf) {
                stand(true);
            }
        }

        private void stand(boolean forLeader) {
            follow(term + 1);
            stands = true;
            votes = new HashSet<>();
            heard = nanos();
            long inTerm = term;
            int inLife = life;
            for (Server other : others()) {
                send(
                        this,
                        other,
                        () ->
                                other.asked(
                                        this,
                                        inTerm,
                                        forLeader,
                                        () -> {
                                            if (up && life == inLife) {
                                                voted(other, inTerm);
                                            }
                                        }));
            }
        }

        private void asked(Server candidate, long inTerm, boolean forLeader, Runnable yes) {
            if (!up) {
                return;
            }
            try {
                boolean granted = forLeader || promise.vote(candidate.id, () -> true);
                if (granted && inTerm > term) {
                    follow(inTerm);
                    heard = nanos();
                    send(this, candidate, yes);
                }
            } catch (IOException refusal) {
                // the candidate hears nothing
            }
        }

        private void voted(Server by, long inTerm) {
            votes.add(by.id);
            if (stands && term == inTerm && voters.isMajority(votes::contains)) {
                stands = false;
                leads = true;
                newestElected = Math.max(newestElected, term);
            }
        }

        private void confirm() {
            long inTerm = term;
            long newestBefore = newestElected;
            var _ =
                    Confirmation.of(voters, peer -> question(peer, inTerm))
                            .thenAccept(_ -> {
                                confirmations++;
                                if (newestBefore > inTerm) {
                                    violation =
                                            "%s was confirmed for term %d after %d was elected"
                                                    .formatted(id, inTerm, newestBefore);
                                }
                            });
        }

        private CompletableFuture<Void> question(String peer, long inTerm) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            Server asked =
                    servers.stream().filter(one -> one.id.equals(peer)).findFirst().orElseThrow();
            send(
                    this,
                    asked,
                    () -> {
                        if (asked.up && asked.term <= inTerm) {
                            send(asked, this, () -> answer.complete(null));
                        }
                    });
            return answer;
        }

        void checkLease() {
            if (up && leads && lease.holds()) {
                leases++;
                if (newestElected > term) {
                    violation =
                            "%s holds a lease of term %d at %d ms although %d was elected"
                                    .formatted(id, term, now / MILLI, newestElected);
                }
            }
        }
    }

    /** Tells the term that the one asked knows. */
    private interface Answer {
        void term(long known);
    }

    /** Of many seeds, the first that finds something. */
    static Optional<String> search(int seeds, int count, Duration leaseTimeout) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < seeds && found.isEmpty(); seed++) {
            long of = seed;
            new LeaseModel(seed, count, leaseTimeout)
                    .run()
                    .ifPresent(what -> found.add("seed %d: %s".formatted(of, what)));
        }
        return found.stream().findFirst();
    }
}
