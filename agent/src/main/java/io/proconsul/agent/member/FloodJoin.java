package io.proconsul.agent.member;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the servers of the LAN pool into the WAN pool, so that it is enough to join one of them
 * from another datacenter (gossip reference, section 8.6). Any thread.
 */
public final class FloodJoin implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger("agent.server");
    private static final int JITTER_FRACTION = 8;

    private final PoolMembers members;
    private final String datacenter;
    private final Timers timers;
    private final Chance chance;

    /** Who is being joined now, by name in the WAN pool; guarded by itself. */
    private final Set<String> underWay = new HashSet<>();

    private volatile boolean closed;

    public FloodJoin(PoolMembers members, String datacenter, Timers timers, Chance chance) {
        this.members = members;
        this.datacenter = datacenter;
        this.timers = timers;
        this.chance = chance;
        members.onLan(this::heard);
    }

    /** Begins; only where there is a WAN pool. */
    public void start() {
        timers.after(INTERVAL.plus(chance.upTo(INTERVAL.dividedBy(JITTER_FRACTION))), this::again);
    }

    private void again() {
        if (!closed) {
            lookAtAll();
            start();
        }
    }

    private void heard(PoolEvent event) {
        if (event instanceof PoolEvent.Joined(Member member) && isServer(member)) {
            lookAtAll();
        }
    }

    private boolean isServer(Member member) {
        return ServerTags.areServersOf(member.tags(), datacenter);
    }

    private void lookAtAll() {
        if (members.wanPool() == null) {
            return;
        }
        Set<String> known =
                members.wanMembers().stream()
                        .filter(member -> member.status() == MemberStatus.ALIVE)
                        .map(Member::name)
                        .collect(Collectors.toSet());
        for (Member member : members.servers()) {
            boolean missing =
                    member.tags().containsKey("wan_join_port") && !known.contains(wanName(member));
            if (missing && begin(wanName(member))) {
                join(member);
            }
        }
    }

    private String wanName(Member member) {
        return member.name() + "." + datacenter;
    }

    private boolean begin(String name) {
        synchronized (underWay) {
            return underWay.add(name);
        }
    }

    private void join(Member server) {
        String ip = server.address().ipText();
        String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
        String name = wanName(server);
        String target = name + "/" + host + ":" + server.tags().get("wan_join_port");
        var _ =
                members.contact(List.of(target), true)
                        .whenComplete((joined, failure) -> {
                            synchronized (underWay) {
                                underWay.remove(name);
                            }
                            if (joined != null && joined.reached() == 0) {
                                LOG.atDebug()
                                        .addKeyValue("server", name)
                                        .addKeyValue("error", joined.failures())
                                        .log("Failed to flood-join server");
                            }
                        });
    }

    @Override
    public void close() {
        closed = true;
    }
}
