package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.command.Command;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.preparedquery.QueryTemplateOptions;
import io.proconsul.model.preparedquery.ServiceQuery;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.state.snapshot.SnapshotReader;
import io.proconsul.state.snapshot.SnapshotWriter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class PreparedQueryTest {
    private static final String SESSION = "bbbbbbbb-0000-4000-8000-000000000001";
    private static final String PREFIX = QueryTemplateOptions.NAME_PREFIX_MATCH;

    private final TestStore store = new TestStore();

    private static String id(int number) {
        return "aaaaaaaa-0000-4000-8000-%012d".formatted(number);
    }

    private static PreparedQuery query(
            int number, String name, String session, String type, String service) {
        return new PreparedQuery(
                id(number),
                name,
                session,
                "",
                new QueryTemplateOptions(type, "", false),
                new ServiceQuery(
                        service,
                        new QueryDatacenterOptions(0, null),
                        false,
                        null,
                        "",
                        null,
                        null,
                        null,
                        false),
                new QueryDnsOptions(""),
                0,
                0);
    }

    private Outcome apply(String op, PreparedQuery query) {
        return store.apply(
                new Command.PreparedQueryChange(
                        new PreparedQueryRequest("dc1", op, query, WriteOptions.NONE)));
    }

    private void set(PreparedQuery query) {
        assertThat(apply(PreparedQueryRequest.CREATE, query)).isEqualTo(new Outcome.Done());
    }

    private String refused(PreparedQuery query) {
        return switch (apply(PreparedQueryRequest.UPDATE, query)) {
            case Outcome.Refused(String text) -> text;
            case Outcome other -> throw new AssertionError(other);
        };
    }

    private @Nullable String resolved(String name) {
        PreparedQuery found = store.value(Reads.resolvedQuery(name, ""));
        return found == null ? null : found.service().service();
    }

    @Test
    void an_update_keeps_when_it_was_created_and_gives_the_old_name_back() {
        set(query(1, "One", "", "", "web"));
        long created = store.index();
        set(query(1, "two", "", "", "db"));

        PreparedQuery found = store.found(Reads.preparedQuery(id(1)));
        assertThat(found.createIndex()).isEqualTo(created);
        assertThat(found.modifyIndex()).isEqualTo(created + 1);
        assertThat(resolved("one")).isNull();
        assertThat(resolved("TWO")).isEqualTo("db");
        assertThat(store.index(Reads.preparedQueries())).isEqualTo(created + 1);
    }

    @Test
    void a_deleted_query_leaves_nothing_but_the_index() {
        set(query(1, "t-", "", PREFIX, "web"));
        apply(PreparedQueryRequest.DELETE, query(1, "", "", "", ""));

        assertThat(resolved("t-x")).isNull();
        assertThat(resolved("t-")).isNull();
        assertThat(store.value(Reads.preparedQueries())).isEmpty();
        assertThat(store.index(Reads.preparedQueries())).isEqualTo(store.index());
        assertThat(apply(PreparedQueryRequest.DELETE, query(1, "", "", "", "")))
                .isEqualTo(new Outcome.Done());
    }

    @Test
    void ids_count_before_names_names_before_templates_and_long_prefixes_before_short_ones() {
        set(query(1, "", "", PREFIX, "all ${name.suffix}"));
        set(query(2, "geo-", "", PREFIX, "geo ${name.suffix}"));
        set(query(3, "Geo-eu-", "", PREFIX, "eu ${name.suffix}"));
        set(query(4, "geo-eu-web", "", "", "exact"));

        assertThat(resolved("other")).isEqualTo("all other");
        assertThat(resolved("geo-us")).isEqualTo("geo us");
        assertThat(resolved("geo-eu")).isEqualTo("geo eu");
        assertThat(resolved("geo-eu-db")).isEqualTo("eu geo-eu-db");
        assertThat(resolved("GEO-EU-WEB")).isEqualTo("exact");
        assertThat(resolved(id(4))).isEqualTo("exact");
        assertThat(resolved(id(9))).isEqualTo("all " + id(9));
        assertThatThrownBy(() -> resolved(id(2)))
                .isInstanceOf(BadLookupException.class)
                .hasMessage("prepared query templates can only be resolved up by name, not by ID");
        assertThatThrownBy(() -> resolved("")).hasMessage("Missing Query ID");
    }

    @Test
    void what_cannot_be_stored_is_refused_in_this_order() {
        set(query(1, "one", "", "", "web"));
        set(query(2, "", "", PREFIX, "web"));

        assertThat(refused(query(3, "ONE", SESSION, "zap", "web")))
                .isEqualTo("name 'ONE' aliases an existing query name");
        assertThat(refused(query(3, "", "", PREFIX, "web")))
                .isEqualTo("a query template with an empty name already exists");
        assertThat(refused(query(3, id(1), "", "", "web")))
                .isEqualTo("name '" + id(1) + "' aliases an existing query ID");
        assertThat(refused(query(3, "x", SESSION, "zap", "web")))
                .isEqualTo("failed compiling template: Bad Template.Type 'zap'");
        assertThat(refused(query(3, "x", "zz", "", "web")))
                .isEqualTo("invalid session: index error: UUID must be 36 characters");
        assertThat(refused(query(3, "x", SESSION, "", "web")))
                .isEqualTo("invalid session \"" + SESSION + "\"");
        assertThat(store.value(Reads.preparedQueries())).hasSize(2);
    }

    @Test
    void queries_end_with_their_session_and_only_those() {
        store.node("n");
        store.create(TestStore.session(SESSION, "n", ""));
        set(query(1, "", SESSION, "", "web"));
        set(query(2, "two", "", "", "web"));

        store.destroy(SESSION);

        assertThat(store.value(Reads.preparedQueries()))
                .extracting(PreparedQuery::id)
                .containsExactly(id(2));
        assertThat(store.index(Reads.preparedQueries())).isEqualTo(store.index());
    }

    @Test
    void only_those_are_woken_whose_query_changed() {
        set(query(1, "one", "", "", "web"));
        set(query(2, "two", "", "", "web"));
        List<String> woken = new ArrayList<>();
        store.store.watches().subscribe(Reads.preparedQuery(id(1)).topics(), () -> woken.add("1"));
        store.store.watches().subscribe(Reads.preparedQuery(id(2)).topics(), () -> woken.add("2"));
        store.store.watches().subscribe(Reads.preparedQueries().topics(), () -> woken.add("all"));

        set(query(2, "two", "", "", "db"));

        assertThat(woken).containsExactlyInAnyOrder("2", "all");
    }

    @Test
    void a_snapshot_brings_queries_back_with_all_ways_to_find_them() throws IOException {
        set(query(1, "t-", "", PREFIX, "web ${name.suffix}"));
        set(query(2, "two", "", "", "db"));
        var bytes = new ByteArrayOutputStream();
        SnapshotWriter.write(store.store.root(), bytes);
        TestStore other = new TestStore();
        other.store.install(SnapshotReader.read(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(other.value(Reads.preparedQueries()))
                .isEqualTo(store.value(Reads.preparedQueries()));
        assertThat(other.found(Reads.resolvedQuery("t-x", "")).service().service())
                .isEqualTo("web x");
        assertThat(other.index(Reads.preparedQueries()))
                .isEqualTo(store.index(Reads.preparedQueries()));
    }
}
