package io.proconsul.state;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.template.TemplateException;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.StoredQuery;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

/** How prepared queries come and go (HTTP reference, section 10). */
final class QueryRules {
    private final Draft draft;

    QueryRules(Draft draft) {
        this.draft = draft;
    }

    void apply(PreparedQueryRequest request) {
        switch (request.op()) {
            case PreparedQueryRequest.CREATE, PreparedQueryRequest.UPDATE -> set(request.query());
            case PreparedQueryRequest.DELETE -> delete(request.query().id());
            default ->
                    throw new Refusal(
                            "Invalid PreparedQuery operation '%s'".formatted(request.op()));
        }
    }

    /** Deletes the queries that go with a session. */
    void endWith(String session) {
        draft.queries.of(session).forEach(stored -> remove(stored.query()));
    }

    private void set(PreparedQuery wanted) {
        StoredQuery before = find(wanted.id());
        requireFreeName(wanted, before);
        long created = before == null ? draft.index() : before.query().createIndex();
        StoredQuery stored = compiled(wanted.withIndexes(created, draft.index()));
        requireSession(wanted.session());
        draft.queries.put(stored);
        changed(wanted.id());
    }

    private void delete(String id) {
        StoredQuery stored = find(id);
        if (stored != null) {
            remove(stored.query());
        }
    }

    private void remove(PreparedQuery query) {
        draft.queries.remove(query);
        changed(query.id());
    }

    private @Nullable StoredQuery find(String id) {
        if (id.isEmpty()) {
            throw new Refusal("Missing Query ID");
        }
        String problem = Uuid.problem(id);
        if (problem != null) {
            throw new Refusal("failed prepared query lookup: index error: " + problem);
        }
        return draft.queries.get(id);
    }

    /** Names are ids to whoever executes, hence none may look like that of another query. */
    private void requireFreeName(PreparedQuery wanted, @Nullable StoredQuery before) {
        String name = wanted.name();
        StoredQuery holder = wanted.isNamed() ? draft.queries.named(name) : null;
        boolean taken =
                holder != null
                        && (before == null || !holder.query().id().equals(before.query().id()));
        if (taken) {
            throw new Refusal(
                    name.isEmpty()
                            ? "a query template with an empty name already exists"
                            : "name '%s' aliases an existing query name".formatted(name));
        }
        if (Uuid.problem(name) == null && draft.queries.get(name) != null) {
            throw new Refusal("name '%s' aliases an existing query ID".formatted(name));
        }
    }

    private static StoredQuery compiled(PreparedQuery query) {
        try {
            return StoredQuery.of(query);
        } catch (TemplateException wrong) {
            throw new Refusal("failed compiling template: " + wrong.text());
        }
    }

    private void requireSession(String session) {
        if (session.isEmpty()) {
            return;
        }
        String problem = Uuid.problem(session);
        if (problem != null) {
            throw new Refusal("invalid session: index error: " + problem);
        }
        if (draft.sessions.get(session) == null) {
            throw new Refusal("invalid session " + Quoted.of(session));
        }
    }

    private void changed(String id) {
        draft.raise(Indexes.PREPARED_QUERIES);
        draft.changed(new Topic.QueryId(id));
        draft.changed(new Topic.Whole(Table.PREPARED_QUERIES));
    }
}
