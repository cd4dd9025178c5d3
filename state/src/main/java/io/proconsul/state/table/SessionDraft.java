package io.proconsul.state.table;

import io.proconsul.model.session.Session;
import io.proconsul.state.tree.TreeBatch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The sessions while they are being changed. */
public final class SessionDraft {
    private final TreeBatch<Session> sessions;
    private final TreeBatch<Session> byNode;
    private final TreeBatch<Session> byCheck;

    public SessionDraft(SessionTable from) {
        sessions = from.sessions().batch();
        byNode = from.byNode().batch();
        byCheck = from.byCheck().batch();
    }

    public SessionTable table() {
        return new SessionTable(sessions.tree(), byNode.tree(), byCheck.tree());
    }

    public void reset(SessionTable to) {
        sessions.reset(to.sessions());
        byNode.reset(to.byNode());
        byCheck.reset(to.byCheck());
    }

    public @Nullable Session get(String id) {
        return sessions.get(Uuid.key(id));
    }

    public List<Session> on(String node) {
        return byNode.below(RowKey.within(node));
    }

    /** The sessions that depend on a check. */
    public List<Session> dependentOn(String node, String check) {
        return byCheck.below(RowKey.within(node, check));
    }

    public void put(Session session) {
        String id = Uuid.key(session.id());
        Session before = sessions.put(id, session);
        if (before != null) {
            unlink(before, id);
        }
        byNode.put(RowKey.of(session.node(), id), session);
        for (String check : checks(session)) {
            byCheck.put(RowKey.of(session.node(), check, id), session);
        }
    }

    public void remove(Session session) {
        String id = Uuid.key(session.id());
        sessions.remove(id);
        unlink(session, id);
    }

    private void unlink(Session session, String id) {
        byNode.remove(RowKey.of(session.node(), id));
        for (String check : checks(session)) {
            byCheck.remove(RowKey.of(session.node(), check, id));
        }
    }

    /** The checks a session depends on, in each of the forms it can name them. */
    public static List<String> checks(Session session) {
        List<String> all = new ArrayList<>();
        if (session.checks() != null) {
            all.addAll(session.checks());
        }
        if (session.nodeChecks() != null) {
            all.addAll(session.nodeChecks());
        }
        if (session.serviceChecks() != null) {
            session.serviceChecks().forEach(check -> all.add(check.id()));
        }
        return all;
    }
}
