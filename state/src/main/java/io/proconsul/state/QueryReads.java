package io.proconsul.state;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.template.TemplateException;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.QueryTable;
import io.proconsul.state.table.StoredQuery;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Questions about prepared queries; all have the index of the table. */
final class QueryReads {
    private QueryReads() {}

    record One(String id) implements Read<@Nullable PreparedQuery> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.QueryId(id));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.PREPARED_QUERIES);
        }

        @Override
        public Reading<@Nullable PreparedQuery> on(Root root) {
            String problem = Uuid.problem(id);
            if (problem != null) {
                throw new BadLookupException(
                        "failed prepared query lookup: index error: " + problem);
            }
            StoredQuery stored = root.queries().get(id);
            return new Reading<>(index(root), stored == null ? null : stored.query());
        }
    }

    record All() implements Read<List<PreparedQuery>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Whole(Table.PREPARED_QUERIES));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.PREPARED_QUERIES);
        }

        @Override
        public Reading<List<PreparedQuery>> on(Root root) {
            return new Reading<>(
                    index(root),
                    root.queries().queries().below("").stream().map(StoredQuery::query).toList());
        }
    }

    /** Asked once for each execution, never waited for. */
    record Resolved(String idOrName, String segment) implements Read<@Nullable PreparedQuery> {
        private static final Pattern ID =
                Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

        @Override
        public Set<Topic> topics() {
            return Set.of();
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.PREPARED_QUERIES);
        }

        @Override
        public Reading<@Nullable PreparedQuery> on(Root root) {
            return new Reading<>(index(root), resolve(root.queries()));
        }

        private @Nullable PreparedQuery resolve(QueryTable queries) {
            if (idOrName.isEmpty()) {
                throw new BadLookupException("Missing Query ID");
            }
            StoredQuery byId = ID.matcher(idOrName).matches() ? queries.get(idOrName) : null;
            if (byId == null) {
                StoredQuery serving = queries.serving(idOrName);
                return serving == null ? null : rendered(serving);
            }
            if (byId.query().isTemplate()) {
                throw new BadLookupException(
                        "prepared query templates can only be resolved up by name, not by ID");
            }
            return byId.query();
        }

        private PreparedQuery rendered(StoredQuery stored) {
            try {
                return stored.render(idOrName, segment);
            } catch (TemplateException cannot) {
                throw new BadLookupException(cannot.text());
            }
        }
    }
}
