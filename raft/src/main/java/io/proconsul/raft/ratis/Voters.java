package io.proconsul.raft.ratis;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Who has a vote, as one server sees it.
 *
 * @param self that server, which is always of its own opinion
 * @param configurations the ids of the voters: one set, or two while members change, and then a
 *     majority of each counts; the newer comes first
 */
record Voters(String self, List<Set<String>> configurations) {
    static Voters of(RaftPeerId self, RaftConfiguration configuration) {
        Set<String> current = ids(configuration.getCurrentPeers());
        Set<String> before = ids(configuration.getPreviousPeers(RaftPeerRole.FOLLOWER));
        return new Voters(
                self.toString(), before.isEmpty() ? List.of(current) : List.of(current, before));
    }

    private static Set<String> ids(Collection<RaftPeer> peers) {
        return peers.stream()
                .map(RaftPeer::getId)
                .map(RaftPeerId::toString)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a server has a vote once the change under way, if any, is done. */
    boolean isVoter(String id) {
        return configurations.getFirst().contains(id);
    }

    /** Everybody who can be asked. */
    Set<String> others() {
        Set<String> all = new TreeSet<>();
        configurations.forEach(all::addAll);
        all.remove(self);
        return all;
    }

    /** Whether this server and those others are a majority. */
    boolean isMajority(Predicate<String> agrees) {
        return configurations.stream().allMatch(voters -> isMajority(voters, agrees));
    }

    private boolean isMajority(Set<String> voters, Predicate<String> agrees) {
        long agreed =
                voters.stream().filter(voter -> voter.equals(self) || agrees.test(voter)).count();
        return agreed >= majorityOf(voters);
    }

    /**
     * Since when a majority has agreed, given since when each of them has.
     *
     * @param now the time of this server's own agreement
     */
    long agreedSince(long now, ToLongFunction<String> since) {
        return configurations.stream()
                .mapToLong(voters -> agreedSince(voters, now, since))
                .min()
                .orElse(now);
    }

    private long agreedSince(Set<String> voters, long now, ToLongFunction<String> since) {
        return voters.stream()
                .map(voter -> voter.equals(self) ? now : since.applyAsLong(voter))
                .sorted(Comparator.reverseOrder())
                .skip(majorityOf(voters) - 1L)
                .findFirst()
                .orElse(now);
    }

    private static int majorityOf(Set<String> voters) {
        return voters.size() / 2 + 1;
    }
}
