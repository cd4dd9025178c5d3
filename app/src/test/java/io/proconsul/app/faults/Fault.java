package io.proconsul.app.faults;

import io.proconsul.app.cluster.Agent;
import io.proconsul.app.cluster.Lan;
import io.proconsul.app.cluster.Servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is done to the cluster, and undone after a while. */
enum Fault {
    KILL_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            victim.kill();
        }
    },
    KILL_FOLLOWER(false) {
        @Override
        void strike(Servers servers, Agent victim) {
            victim.kill();
        }
    },
    STOP_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            victim.stop();
        }
    },
    STOP_FOLLOWER(false) {
        @Override
        void strike(Servers servers, Agent victim) {
            victim.stop();
        }
    },
    /** The leader hears nobody and nobody hears it, but clients reach it. */
    CUT_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            others(servers, victim).forEach(other -> cut(servers.lan(), victim, other));
            others(servers, victim).forEach(other -> cut(servers.lan(), other, victim));
        }
    },
    CUT_FOLLOWER(false) {
        @Override
        void strike(Servers servers, Agent victim) {
            CUT_LEADER.strike(servers, victim);
        }
    },
    /** The leader hears the others, but they do not hear it. */
    MUTE_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            others(servers, victim).forEach(other -> cut(servers.lan(), victim, other));
        }
    },
    /** The others hear the leader, but it does not hear them. */
    DEAFEN_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            others(servers, victim).forEach(other -> cut(servers.lan(), other, victim));
        }
    },
    MUTE_FOLLOWER(false) {
        @Override
        void strike(Servers servers, Agent victim) {
            MUTE_LEADER.strike(servers, victim);
        }
    },
    DEAFEN_FOLLOWER(false) {
        @Override
        void strike(Servers servers, Agent victim) {
            DEAFEN_LEADER.strike(servers, victim);
        }
    },
    /** The link between the two followers is cut; both still hear the leader. */
    PART_FOLLOWERS(true) {
        @Override
        void strike(Servers servers, Agent leader) {
            List<Agent> followers = others(servers, leader);
            cut(servers.lan(), followers.getFirst(), followers.getLast());
            cut(servers.lan(), followers.getLast(), followers.getFirst());
        }
    },
    /** Nobody reaches the leader, clients neither. */
    UNPLUG_LEADER(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            servers.lan().unplug(victim.name());
        }
    },
    KILL_ALL(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            servers.all().forEach(Agent::kill);
        }
    },
    STOP_ALL(true) {
        @Override
        void strike(Servers servers, Agent victim) {
            servers.all().forEach(Agent::stop);
        }
    };

    /** What the whole of a server's data centre may have to do without. */
    private static final Duration LONGEST_WITHOUT_ALL = Duration.ofSeconds(2);

    /** Whether the leader is struck, or one of the others. */
    final boolean atLeader;

    Fault(boolean atLeader) {
        this.atLeader = atLeader;
    }

    /** Does it. */
    abstract void strike(Servers servers, Agent victim);

    /** How long it may last: where nobody is left, nothing is learnt by waiting. */
    Duration atMost(Duration wanted) {
        boolean nobodyLeft = this == KILL_ALL || this == STOP_ALL;
        return nobodyLeft && wanted.compareTo(LONGEST_WITHOUT_ALL) > 0
                ? LONGEST_WITHOUT_ALL
                : wanted;
    }

    /** Undoes whatever was done: all run, all links are whole. */
    static void mend(Servers servers) throws IOException {
        servers.lan().heal();
        for (Agent server : servers.all()) {
            if (server.isAlive()) {
                server.resume();
            } else {
                server.start();
            }
        }
    }

    static List<Agent> others(Servers servers, Agent one) {
        return servers.all().stream().filter(server -> server != one).toList();
    }

    private static void cut(Lan lan, Agent from, Agent to) {
        lan.cut(from.name(), to.name());
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
