package io.proconsul.server.cluster;

import io.proconsul.raft.Peer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides how a server without a log comes to one: alone, together with others, or by being added.
 * A step function: the same news in the same order give the same decisions. One thread at a time.
 *
 * <p>Servers that expect each other agree first. A server that sees enough others <em>proposes</em>
 * all of them, and says so to who asks; it begins only when every other one proposes, or has begun
 * with, the same servers. So no two lists that share a server get a majority each, in whatever
 * order the servers meet. Whoever finds that others have begun with a list it once proposed itself
 * begins with that list too, for they may have counted on it.
 */
final class Founding {
    /** Lists proposed before that are remembered; a server meets others one at a time. */
    private static final int PROPOSALS_MAX = 16;

    private final FoundingSettings settings;
    private final Peer self;
    private final LinkedHashSet<Set<String>> proposals = new LinkedHashSet<>();
    private volatile @Nullable Set<String> proposal;

    Founding(FoundingSettings settings, Peer self) {
        this.settings = settings;
        this.self = self;
    }

    /**
     * What is known now.
     *
     * @param others the servers gossip knows to be alive, without this one
     * @param answers what they said last, by node id; those who did not answer are missing
     * @param mayMeet whether servers that have not been met yet may still turn up, or answer
     * @param strangers living servers of another kind that have a log
     */
    record News(
            List<ServerMember> others,
            Map<String, FoundingAnswer> answers,
            boolean mayMeet,
            List<ServerMember> strangers) {}

    /** What is to be done. */
    sealed interface Decision {
        /** Begin a log together with these. */
        record Begin(List<Peer> founders) implements Decision {}

        /** Start without a log and be added by a leader. */
        record Join(String why) implements Decision {}

        /** Ask again. */
        record Wait(String why) implements Decision {}

        /** Ask again, and tell the operator. */
        record Complain(String why) implements Decision {}
    }

    /** What this server says when it is asked. */
    FoundingAnswer answer() {
        Set<String> mine = proposal;
        return mine == null ? FoundingAnswer.WAITING : FoundingAnswer.proposed(mine);
    }

    Decision decide(News news) {
        if (settings.bootstrap()) {
            return alone(news);
        }
        return settings.expect() == 0
                ? new Decision.Join("it is neither to bootstrap nor to expect others")
                : together(news);
    }

    private Decision alone(News news) {
        List<ServerMember> begun = saying(news, FoundingAnswer.Stage.BEGUN);
        List<ServerMember> led =
                begun.stream().filter(server -> answer(news, server).led()).toList();
        if (!led.isEmpty()) {
            return new Decision.Join("existing Raft peers reported by " + names(led));
        }
        if (!begun.isEmpty()) {
            return new Decision.Complain(
                    "%s have a log but no leader; not bootstrapping beside them"
                            .formatted(names(begun)));
        }
        List<ServerMember> proposing = saying(news, FoundingAnswer.Stage.PROPOSED);
        if (!proposing.isEmpty()) {
            return new Decision.Wait(names(proposing) + " are about to begin a log");
        }
        return news.strangers().isEmpty() ? aloneBesideNone(news) : besideStrangers(news);
    }

    /** Agents of the datacenter would ask either log, now this and now that. */
    private static Decision besideStrangers(News news) {
        return new Decision.Complain(
                "genuine Consul servers have a log in this datacenter: " + names(news.strangers()));
    }

    private Decision aloneBesideNone(News news) {
        boolean allAnswered =
                news.others().stream().allMatch(server -> news.answers().containsKey(server.id()));
        if (news.mayMeet() && (news.others().isEmpty() || !allAnswered)) {
            return new Decision.Wait("other servers may turn up");
        }
        List<ServerMember> rivals =
                news.others().stream()
                        .filter(server ->
                                server.bootstrap() && server.id().compareTo(self.id()) < 0)
                        .toList();
        return rivals.isEmpty()
                ? new Decision.Begin(List.of(self))
                : new Decision.Complain(
                        "%s are in bootstrap mode as well; only one server should be"
                                .formatted(names(rivals)));
    }

    private Decision together(News news) {
        for (ServerMember server : saying(news, FoundingAnswer.Stage.BEGUN)) {
            FoundingAnswer theirs = answer(news, server);
            if (proposals.contains(theirs.ids())) {
                return begin(theirs.ids(), news);
            }
            if (theirs.led() || !theirs.ids().contains(self.id())) {
                return new Decision.Join("existing Raft peers reported by " + server.name());
            }
        }
        if (!news.strangers().isEmpty()) {
            proposal = null;
            return besideStrangers(news);
        }
        List<ServerMember> alone = news.others().stream().filter(ServerMember::bootstrap).toList();
        if (!alone.isEmpty()) {
            return giveWay(names(alone) + " is in bootstrap mode, so nobody else is expected");
        }
        List<ServerMember> contradicting =
                news.others().stream()
                        .filter(server -> server.expect() != 0)
                        .filter(server -> server.expect() != settings.expect())
                        .toList();
        return contradicting.isEmpty() ? propose(news) : contradiction(contradicting);
    }

    /** Others may have begun already with what this server proposed before: that is seen first. */
    private Decision giveWay(String why) {
        proposal = null;
        return proposals.isEmpty() ? new Decision.Join(why) : new Decision.Wait(why);
    }

    private Decision contradiction(List<ServerMember> contradicting) {
        proposal = null;
        String theirs =
                contradicting.stream()
                        .map(server -> server.name() + " expects " + server.expect())
                        .collect(Collectors.joining(", "));
        return new Decision.Complain(
                "all servers must expect the same number: this one expects %d, %s"
                        .formatted(settings.expect(), theirs));
    }

    private Decision propose(News news) {
        Set<String> voters =
                Stream.concat(
                                Stream.of(self.id()),
                                news.others().stream()
                                        .filter(ServerMember::voter)
                                        .map(ServerMember::id))
                        .collect(Collectors.toUnmodifiableSet());
        if (voters.size() < settings.expect()) {
            proposal = null;
            return new Decision.Wait(
                    "%d of %d servers have met".formatted(voters.size(), settings.expect()));
        }
        remember(voters);
        boolean agreed =
                voters.stream()
                        .filter(id -> !id.equals(self.id()))
                        .allMatch(id -> agrees(news.answers().get(id), voters));
        return agreed
                ? begin(voters, news)
                : new Decision.Wait("not all of %d servers agree yet".formatted(voters.size()));
    }

    private void remember(Set<String> voters) {
        proposal = voters;
        if (proposals.add(voters) && proposals.size() > PROPOSALS_MAX) {
            proposals.removeFirst();
        }
    }

    private static boolean agrees(@Nullable FoundingAnswer theirs, Set<String> voters) {
        return theirs != null && theirs.ids().equals(voters);
    }

    /** With the addresses gossip tells; an id without one is found again later by its id. */
    private Decision begin(Set<String> ids, News news) {
        List<Peer> founders = new ArrayList<>();
        founders.add(self);
        for (String id : ids) {
            if (!id.equals(self.id())) {
                founders.add(
                        news.others().stream()
                                .filter(server -> server.id().equals(id))
                                .findFirst()
                                .map(ServerMember::asVoter)
                                .orElseGet(() -> new Peer(id, "", true)));
            }
        }
        founders.sort(Comparator.comparing(Peer::id));
        return new Decision.Begin(founders);
    }

    private static List<ServerMember> saying(News news, FoundingAnswer.Stage stage) {
        return news.others().stream()
                .filter(server -> answer(news, server).stage() == stage)
                .toList();
    }

    private static FoundingAnswer answer(News news, ServerMember server) {
        return Objects.requireNonNullElse(news.answers().get(server.id()), FoundingAnswer.WAITING);
    }

    private static String names(List<ServerMember> servers) {
        return servers.stream().map(ServerMember::name).collect(Collectors.joining(", "));
    }
}
