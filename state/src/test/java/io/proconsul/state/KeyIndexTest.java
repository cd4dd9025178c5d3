package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** HTTP reference, section 1.6, and the same steps tried on 1.8.7. */
class KeyIndexTest {
    private final TestStore store = new TestStore();

    private long below(String prefix) {
        long index = store.index(Reads.keysBelow(prefix));
        assertThat(store.index(Reads.keyNames(prefix, "/"))).isEqualTo(index);
        assertThat(Reads.keysBelow(prefix).on(store.store.root()).index()).isEqualTo(index);
        return index;
    }

    @Test
    void a_key_has_the_index_of_its_last_change() {
        store.set("a", "1");
        long index = store.index();
        store.set("b", "1");

        assertThat(store.index(Reads.key("a"))).isEqualTo(index);
    }

    @Test
    void an_absent_key_has_the_index_of_all_keys() {
        assertThat(store.index(Reads.key("absent"))).isZero();
        store.set("a", "1");
        assertThat(store.index(Reads.key("absent"))).isEqualTo(store.index());
        store.delete("a");
        assertThat(store.index(Reads.key("absent"))).isEqualTo(store.index());
        long index = store.index();
        store.node("n");
        assertThat(store.index(Reads.key("absent"))).isEqualTo(index);
    }

    @Test
    void a_prefix_has_the_index_of_the_last_change_below_it() {
        store.set("p/a/1", "x");
        store.set("p/a/2", "x");
        long a = store.index();
        store.set("p/b", "x");
        long b = store.index();
        store.set("o", "x");

        assertThat(below("p/a/")).isEqualTo(a);
        assertThat(below("p/")).isEqualTo(b);
        assertThat(below("p/b")).isEqualTo(b);
        assertThat(below("")).isEqualTo(store.index());
        assertThat(below("nothing/")).isEqualTo(store.index());
    }

    @Test
    void a_deletion_raises_the_index_of_the_prefixes_above_it() {
        store.set("p/a/1", "x");
        store.set("p/a/2", "x");
        store.set("p/b", "x");
        long b = store.index();
        store.delete("p/a/1");
        long deleted = store.index();

        assertThat(below("p/")).isEqualTo(deleted);
        assertThat(below("p/a/")).isEqualTo(deleted);
        assertThat(below("p/b")).isEqualTo(b);
        assertThat(store.index(Reads.key("p/a/1"))).isEqualTo(deleted);
    }

    @Test
    void the_deletion_of_a_tree_raises_the_prefix_itself_and_those_above() {
        store.set("p/a/1", "x");
        store.set("p/a/2", "x");
        store.set("p/b", "x");
        long b = store.index();
        store.deleteTree("p/a/");
        long deleted = store.index();
        store.set("o", "x");

        assertThat(below("p/")).isEqualTo(deleted);
        assertThat(below("p/a/")).isEqualTo(deleted);
        assertThat(below("p/b")).isEqualTo(b);
        // below the deleted prefix nothing is left that could tell
        assertThat(below("p/a/2")).isEqualTo(store.index());
    }

    @Test
    void the_deletion_of_a_tree_is_seen_below_it_even_where_something_was_deleted_before() {
        store.set("p/a/1", "x");
        store.set("p/a/2", "x");
        store.delete("p/a/2");
        store.deleteTree("p/");

        assertThat(below("p/a/")).isEqualTo(store.index());
    }

    @Test
    void reaped_traces_let_the_index_go_back_and_void_what_was_computed() {
        store.set("p/a", "x");
        long kept = store.index();
        store.set("p/b", "x");
        store.delete("p/b");
        long deleted = store.index();
        long epoch = store.store.root().epoch();

        store.reap(deleted - 1);
        assertThat(below("p/")).isEqualTo(deleted);
        assertThat(store.store.root().epoch()).isEqualTo(epoch);
        store.reap(deleted);
        assertThat(below("p/")).isEqualTo(kept);
        assertThat(store.store.root().epoch()).isGreaterThan(epoch);
    }

    @Test
    void names_are_cut_behind_the_first_separator_and_told_once() {
        for (String key : new String[] {"p/a", "p/a/1", "p/a/2", "p/b/1/x", "p/b/2", "p/c", "q"}) {
            store.set(key, "x");
        }

        assertThat(store.value(Reads.keyNames("p/", "/")))
                .containsExactly("p/a", "p/a/", "p/b/", "p/c");
        assertThat(store.value(Reads.keyNames("p", "/"))).containsExactly("p/");
        assertThat(store.value(Reads.keyNames("p/b/", "/"))).containsExactly("p/b/1/", "p/b/2");
        assertThat(store.value(Reads.keyNames("", ""))).hasSize(7);
        assertThat(store.value(Reads.keyNames("p/", "/1")))
                .containsExactly("p/a", "p/a/1", "p/a/2", "p/b/1", "p/b/2", "p/c");
    }

    @Test
    void a_folded_name_shows_when_any_key_in_it_may_be_seen() {
        store.set("a/1", "x");
        store.set("a/2", "x");
        store.set("b/1", "x");

        assertThat(store.value(Reads.keyNames("", "/", key -> key.endsWith("2"))))
                .containsExactly("a/");
    }
}
