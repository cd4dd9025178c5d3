package io.proconsul.state;

import io.proconsul.model.session.Session;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Questions about sessions; all have the index of the table. */
final class SessionReads {
    private SessionReads() {}

    record One(String id) implements Read<@Nullable Session> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.SessionId(id));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.SESSIONS);
        }

        @Override
        public Reading<@Nullable Session> on(Root root) {
            String problem = Uuid.problem(id);
            if (problem != null) {
                throw new BadLookupException("failed session lookup: index error: " + problem);
            }
            return new Reading<>(index(root), root.sessions().get(id));
        }
    }

    record All() implements Read<List<Session>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Whole(Table.SESSIONS));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.SESSIONS);
        }

        @Override
        public Reading<List<Session>> on(Root root) {
            return new Reading<>(index(root), root.sessions().sessions().below(""));
        }
    }

    record On(String node) implements Read<List<Session>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.SessionsOn(node));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.SESSIONS);
        }

        @Override
        public Reading<List<Session>> on(Root root) {
            return new Reading<>(index(root), root.sessions().on(node));
        }
    }
}
