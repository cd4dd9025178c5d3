package io.proconsul.state;

import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.SessionDraft;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** How sessions begin and end (HTTP reference, section 5). */
final class SessionRules {
    private static final Duration LONGEST_LOCK_DELAY = Duration.ofSeconds(60);

    private final Draft draft;

    SessionRules(Draft draft) {
        this.draft = draft;
    }

    Outcome apply(SessionRequest request) {
        return switch (request.op()) {
            case SessionRequest.CREATE -> create(request.session());
            case SessionRequest.DESTROY -> destroy(request.session().id());
            default -> throw new Refusal("Invalid session operation '%s'".formatted(request.op()));
        };
    }

    /** The session of that id; null when unknown, refused when it is no id. */
    @Nullable Session find(String id) {
        String problem = Uuid.problem(id);
        if (problem != null) {
            throw new Refusal("failed session lookup: index error: " + problem);
        }
        return draft.sessions.get(id);
    }

    /** Ends the sessions that depend on a check. */
    void endDependentOn(HealthCheck check) {
        draft.sessions.dependentOn(check.node(), check.checkId()).forEach(this::end);
    }

    /** Ends the sessions of a node. */
    void endOn(String node) {
        draft.sessions.on(node).forEach(this::end);
    }

    private Outcome create(Session wanted) {
        if (wanted.id().isEmpty()) {
            throw new Refusal("Missing session ID");
        }
        String behavior = behavior(wanted.behavior());
        if (draft.catalog.node(wanted.node()) == null) {
            throw new Refusal("Missing node registration");
        }
        SessionDraft.checks(wanted).forEach(check -> requireAlive(wanted.node(), check));
        Session replaced = draft.sessions.get(wanted.id());
        if (replaced != null) {
            changed(replaced); // leaders choose free ids; this keeps watchers right if one did not
        }
        Session session = Stamp.session(wanted, behavior, draft.index());
        draft.sessions.put(session);
        draft.ledger().created(session);
        changed(session);
        return new Outcome.SessionCreated(session.id());
    }

    Outcome destroy(String id) {
        Session session = find(id);
        if (session != null) {
            end(session);
        }
        return new Outcome.Done();
    }

    private void end(Session session) {
        // One check can bring down a session that another check of the same removal already did.
        if (draft.sessions.get(session.id()) == null) {
            return;
        }
        draft.sessions.remove(session);
        draft.ledger().ended(session.id());
        changed(session);
        draft.keys.heldBy(session.id()).forEach(key -> free(key, session));
        draft.queryRules.endWith(session.id());
    }

    private void free(String key, Session session) {
        KvEntry entry = draft.keys.get(key);
        if (entry == null) {
            throw new AssertionError("session " + session.id() + " holds absent key " + key);
        }
        if (session.behavior().equals(Session.DELETE)) {
            draft.keyRules.delete(key);
        } else {
            draft.keyRules.release(entry);
        }
        if (session.lockDelay().isPositive()) {
            draft.ledger().lockDelay(new LockDelay(key, capped(session.lockDelay())));
        }
    }

    private void requireAlive(String node, String id) {
        HealthCheck check = draft.catalog.check(node, id);
        if (check == null) {
            throw new Refusal("Missing check '%s' registration".formatted(id));
        }
        if (check.status().equals(CheckStatus.CRITICAL)) {
            throw new Refusal("Check '%s' is in %s state".formatted(id, check.status()));
        }
    }

    private void changed(Session session) {
        draft.raise(Indexes.SESSIONS);
        draft.changed(new Topic.SessionId(session.id()));
        draft.changed(new Topic.SessionsOn(session.node()));
        draft.changed(new Topic.Whole(Table.SESSIONS));
    }

    private static String behavior(String wanted) {
        return switch (wanted) {
            case "", Session.RELEASE -> Session.RELEASE;
            case Session.DELETE -> Session.DELETE;
            default -> throw new Refusal("Invalid session behavior: " + wanted);
        };
    }

    private static Duration capped(Duration delay) {
        return delay.compareTo(LONGEST_LOCK_DELAY) > 0 ? LONGEST_LOCK_DELAY : delay;
    }
}
