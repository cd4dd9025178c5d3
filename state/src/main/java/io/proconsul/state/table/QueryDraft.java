package io.proconsul.state.table;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.state.tree.TreeBatch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The prepared queries while they are being changed. */
public final class QueryDraft {
    private final TreeBatch<StoredQuery> queries;
    private final TreeBatch<StoredQuery> byName;
    private final TreeBatch<StoredQuery> templates;
    private final TreeBatch<StoredQuery> bySession;

    public QueryDraft(QueryTable from) {
        queries = from.queries().batch();
        byName = from.byName().batch();
        templates = from.templates().batch();
        bySession = from.bySession().batch();
    }

    public QueryTable table() {
        return new QueryTable(queries.tree(), byName.tree(), templates.tree(), bySession.tree());
    }

    public void reset(QueryTable to) {
        queries.reset(to.queries());
        byName.reset(to.byName());
        templates.reset(to.templates());
        bySession.reset(to.bySession());
    }

    public @Nullable StoredQuery get(String id) {
        return queries.get(Uuid.key(id));
    }

    /** The query of exactly that name, be it a template; an empty one belongs to a template. */
    public @Nullable StoredQuery named(String name) {
        return name.isEmpty() ? templates.get("") : byName.get(RowKey.fold(name));
    }

    public List<StoredQuery> of(String session) {
        return bySession.below(RowKey.within(Uuid.key(session)));
    }

    public void put(StoredQuery stored) {
        PreparedQuery query = stored.query();
        String id = Uuid.key(query.id());
        StoredQuery before = queries.put(id, stored);
        if (before != null) {
            unlink(before.query(), id);
        }
        String name = RowKey.fold(query.name());
        if (!name.isEmpty()) {
            byName.put(name, stored);
        }
        if (query.isTemplate()) {
            templates.put(name, stored);
        }
        if (!query.session().isEmpty()) {
            bySession.put(RowKey.of(Uuid.key(query.session()), id), stored);
        }
    }

    public void remove(PreparedQuery query) {
        String id = Uuid.key(query.id());
        queries.remove(id);
        unlink(query, id);
    }

    private void unlink(PreparedQuery query, String id) {
        String name = RowKey.fold(query.name());
        if (!name.isEmpty()) {
            byName.remove(name);
        }
        if (query.isTemplate()) {
            templates.remove(name);
        }
        if (!query.session().isEmpty()) {
            bySession.remove(RowKey.of(Uuid.key(query.session()), id));
        }
    }
}
