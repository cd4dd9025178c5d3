package io.proconsul.raft.engine;

import io.proconsul.raft.ConsensusException;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Commands that arrive while others are being written travel together in the next log entry, so
 * that one trip to the disk serves all who wait. A command alone goes at once; {@link Pacing} says
 * how long many wait for more.
 *
 * <p>No thread of its own: whoever proposes, or brings the outcome of an entry, also sends what can
 * be sent. Only one thread does so at a time (the counter {@code calls} sees to it), hence entries
 * reach the log in the order in which their commands came. Nobody waits: a second caller leaves his
 * work to the first.
 *
 * <p>A command above {@link Limits#pieceBytes} goes in pieces, one per entry, with nothing in
 * between; {@link Applier} puts it together again.
 */
public final class GroupCommit {
    /** No larger command is taken. Bounds what a server must hold while putting one together. */
    public static final int COMMAND_BYTES_MAX = 32 * 1024 * 1024;

    private final Limits limits;
    private final Chance chance;
    private final Pacing pacing;
    private final Consumer<Entry> log;

    private final Queue<Proposal> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCommands = new AtomicInteger();
    private final Set<Entry> underway = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger pendingCommands = new AtomicInteger();
    private final AtomicLong pendingBytes = new AtomicLong();
    private volatile @Nullable ConsensusException stopped;

    /** The large command of which pieces remain to be sent. Only the sending thread looks at it. */
    private @Nullable Splitter splitting;

    /**
     * How much travels together and how much may wait.
     *
     * @param entryCommands commands in one entry
     * @param entryBytes encoded size of one entry
     * @param pieceBytes a command above this goes in pieces of this size
     * @param entriesUnderway entries that have been appended and not applied yet
     * @param pendingCommands commands proposed whose outcome is still out
     * @param pendingBytes their size
     */
    public record Limits(
            int entryCommands,
            int entryBytes,
            int pieceBytes,
            int entriesUnderway,
            int pendingCommands,
            long pendingBytes) {
        public static final Limits STANDARD =
                new Limits(4096, 1024 * 1024, 512 * 1024, 1, 65_536, 64L * 1024 * 1024);

        public Limits {
            if (pieceBytes + EntryFormat.HEADER_BYTES_MAX + EntryFormat.LENGTH_BYTES_MAX
                    > entryBytes) {
                throw new IllegalArgumentException("a piece must fit into an entry");
            }
        }
    }

    /**
     * @param log appends an entry and, later or at once, calls {@link Entry#applied}, {@link
     *     Entry#failed} or {@link Entry#refused}; is called by one thread at a time and must not
     *     block
     */
    public GroupCommit(Limits limits, Chance chance, Pacing pacing, Consumer<Entry> log) {
        this.limits = limits;
        this.chance = chance;
        this.pacing = pacing;
        this.log = log;
    }

    /** See {@code ConsensusEngine.propose}. */
    public CompletableFuture<Object> propose(byte[] command) {
        ConsensusException refusal = refusal(command.length);
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        Proposal proposal = new Proposal(command);
        waitingCommands.incrementAndGet();
        waiting.add(proposal);
        send();
        return proposal.outcome();
    }

    private @Nullable ConsensusException refusal(int bytes) {
        ConsensusException over = stopped;
        if (over != null) {
            return over;
        }
        if (bytes > COMMAND_BYTES_MAX) {
            return new ConsensusException.Refused(
                    "command of %d bytes; the limit is %d".formatted(bytes, COMMAND_BYTES_MAX));
        }
        return reserve(bytes);
    }

    private @Nullable ConsensusException reserve(int bytes) {
        if (pendingCommands.incrementAndGet() > limits.pendingCommands) {
            pendingCommands.decrementAndGet();
            return new ConsensusException.Overloaded(
                    "%d commands wait for the log already".formatted(limits.pendingCommands));
        }
        if (pendingBytes.addAndGet(bytes) > limits.pendingBytes) {
            release(bytes);
            return new ConsensusException.Overloaded(
                    "commands of %d bytes wait for the log already".formatted(limits.pendingBytes));
        }
        return null;
    }

    private void release(int bytes) {
        pendingCommands.decrementAndGet();
        pendingBytes.addAndGet(-bytes);
    }

    /** Fails everything that waits, is on its way, or comes later. */
    public void stop(ConsensusException why) {
        stopped = why;
        send();
    }

    private void send() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            sendWhatMay();
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendWhatMay() {
        while (underway.size() < limits.entriesUnderway && stopped == null && !isHeld()) {
            Entry entry = nextEntry();
            if (entry == null) {
                return;
            }
            underway.add(entry);
            pacing.sent();
            log.accept(entry);
        }
        ConsensusException over = stopped;
        if (over != null) {
            failAll(over);
        }
    }

    private boolean isHeld() {
        int commands = waitingCommands.get();
        return commands > 0 && splitting == null && pacing.holds(commands, this::send);
    }

    private void failAll(ConsensusException why) {
        underway.forEach(entry -> entry.failed(why));
        if (splitting != null) {
            fail(splitting.proposal, why);
            splitting = null;
        }
        for (Proposal next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCommands.decrementAndGet();
            fail(next, why);
        }
    }

    private @Nullable Entry nextEntry() {
        Splitter large = splitting;
        if (large != null && !large.proposal.isSettled()) {
            return nextPiece(large);
        }
        splitting = null;
        Proposal first = waiting.peek();
        if (first == null) {
            return null;
        }
        if (first.bytes() > limits.pieceBytes) {
            waiting.remove();
            waitingCommands.decrementAndGet();
            return nextPiece(new Splitter(first, chance.nextLong(), limits.pieceBytes));
        }
        return together();
    }

    private Entry nextPiece(Splitter large) {
        Entry entry = large.next(this);
        splitting = large.hasMore() ? large : null;
        return entry;
    }

    /** As many as fit from the head of the queue, where a small command stands. */
    private Entry together() {
        List<Proposal> proposals = new ArrayList<>();
        List<byte[]> commands = new ArrayList<>();
        int bytes = EntryFormat.HEADER_BYTES_MAX;
        for (Proposal next = waiting.peek(); next != null; next = waiting.peek()) {
            bytes += next.bytes() + EntryFormat.LENGTH_BYTES_MAX;
            boolean fits =
                    next.bytes() <= limits.pieceBytes
                            && bytes <= limits.entryBytes
                            && commands.size() < limits.entryCommands;
            if (!fits) {
                break;
            }
            waiting.remove();
            proposals.add(next);
            commands.add(next.command());
        }
        waitingCommands.addAndGet(-commands.size());
        return new Entry(new Content.Commands(commands), proposals, this);
    }

    /** The next entry goes to the log before anybody is told: the disk works while they wake. */
    void applied(Entry entry, List<Object> outcomes) {
        List<Proposal> proposals = entry.proposals();
        underway.remove(entry);
        pacing.applied(proposals.size(), waitingCommands.get());
        send();
        for (int i = 0; i < outcomes.size(); i++) {
            settle(proposals.get(i), outcomes.get(i));
        }
        if (outcomes.isEmpty() && entry.isLastPiece()) {
            // An earlier piece did not make it, so the command was not put together again.
            fail(proposals.getFirst(), new ConsensusException.LeadershipLost());
        }
    }

    /** Those who wait are told first, so that no further piece of a large command is sent. */
    void failed(Entry entry, ConsensusException why) {
        entry.proposals().forEach(proposal -> fail(proposal, why));
        underway.remove(entry);
        send();
    }

    private void settle(Proposal proposal, Object outcome) {
        if (proposal.settle()) {
            release(proposal.bytes());
            proposal.tell(outcome);
        }
    }

    private void fail(Proposal proposal, ConsensusException why) {
        if (proposal.settle()) {
            release(proposal.bytes());
            proposal.tell(why);
        }
    }
}
