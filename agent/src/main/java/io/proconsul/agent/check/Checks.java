package io.proconsul.agent.check;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalListener;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks at work on this agent, as many as are registered. Any thread. */
public final class Checks implements LocalListener, AutoCloseable {
    private final CheckFactory factory;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final Map<String, RunningCheck> running = new HashMap<>();

    /** The local aliases by the service they follow. */
    private final Map<String, Set<LocalAlias>> aliases = new HashMap<>();

    private boolean closed;

    public Checks(
            CheckSurroundings around,
            LocalState state,
            NodeIdentity node,
            AgentTokens tokens,
            int outputMaxSize) {
        factory = new CheckFactory(around, state, node, tokens, outputMaxSize);
    }

    /** Sets a registered check to work, in place of one with the same id. */
    public void start(LocalCheck check) {
        stop(check.id());
        var type = check.type();
        if (type == null) {
            return; // maintenance mode: there is nothing to find out
        }
        RunningCheck fresh = factory.running(check, type);
        synchronized (lock) {
            if (closed) {
                return;
            }
            running.put(check.id(), fresh);
            if (fresh instanceof LocalAlias alias) {
                aliases.computeIfAbsent(alias.serviceId(), none -> new LinkedHashSet<>())
                        .add(alias);
            }
        }
        fresh.start();
    }

    /** Stops a check; does nothing when none of that id is at work. */
    public void stop(String id) {
        RunningCheck old;
        synchronized (lock) {
            old = running.remove(id);
            if (old instanceof LocalAlias alias) {
                unlink(alias);
            }
        }
        if (old != null) {
            old.stop();
        }
    }

    private void unlink(LocalAlias alias) {
        aliases.computeIfPresent(
                alias.serviceId(),
                (same, followers) -> {
                    followers.remove(alias);
                    return followers.isEmpty() ? null : followers;
                });
    }

    /** The TTL check of that id. */
    public Optional<Ttl> ttl(String id) {
        synchronized (lock) {
            return running.get(id) instanceof TtlCheck check
                    ? Optional.of(new Ttl(check))
                    : Optional.empty();
        }
    }

    /** A check that others speak for. */
    public static final class Ttl {
        private final TtlCheck check;

        private Ttl(TtlCheck check) {
            this.check = check;
        }

        public Duration timeToLive() {
            return check.ttl();
        }

        /**
         * Speaks for the check.
         *
         * @return the output as it is kept
         */
        public String update(String status, String output) {
            return check.update(status, output);
        }
    }

    /** What is counted in the agent's statistics. */
    public enum Kind {
        SCRIPT,
        TTL
    }

    /** How many checks of a kind are at work. */
    public int count(Kind kind) {
        synchronized (lock) {
            return (int) running.values().stream().filter(check -> is(check, kind)).count();
        }
    }

    private static boolean is(RunningCheck check, Kind kind) {
        return switch (kind) {
            case TTL -> check instanceof TtlCheck;
            case SCRIPT -> check instanceof PeriodicCheck periodic && periodic.runsProgram();
        };
    }

    @Override
    public void serviceChanged(String id) {
        followers(id).forEach(LocalAlias::lookSoon);
    }

    @Override
    public void checkChanged(String id, String serviceId) {
        followers(serviceId).stream()
                .filter(alias -> !alias.id().equals(id))
                .forEach(LocalAlias::lookSoon);
    }

    private List<LocalAlias> followers(String serviceId) {
        synchronized (lock) {
            return List.copyOf(aliases.getOrDefault(serviceId, Set.of()));
        }
    }

    /** Stops everything for good. */
    @Override
    public void close() {
        List<RunningCheck> all;
        synchronized (lock) {
            closed = true;
            all = List.copyOf(running.values());
            running.clear();
            aliases.clear();
        }
        all.forEach(RunningCheck::stop);
    }
}
