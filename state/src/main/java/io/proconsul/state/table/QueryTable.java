package io.proconsul.state.table;

import io.proconsul.state.tree.RadixTree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Prepared queries.
 *
 * @param queries by id
 * @param byName by name without regard to case; those without a name are not in it
 * @param templates by what the names they serve begin with, which is empty for the one that serves
 *     all
 * @param bySession by session and id
 */
public record QueryTable(
        RadixTree<StoredQuery> queries,
        RadixTree<StoredQuery> byName,
        RadixTree<StoredQuery> templates,
        RadixTree<StoredQuery> bySession) {
    public static final QueryTable EMPTY =
            new QueryTable(
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed());

    public @Nullable StoredQuery get(String id) {
        return queries.get(Uuid.key(id));
    }

    /** The query of that name, else the template with the longest beginning of it. */
    public @Nullable StoredQuery serving(String name) {
        StoredQuery exact = byName.get(RowKey.fold(name));
        if (exact != null) {
            return exact;
        }
        List<StoredQuery> found = new ArrayList<>();
        templates.alongPath(RowKey.fold(name), found::add);
        return found.isEmpty() ? null : found.getLast();
    }
}
