package io.proconsul.state.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Ways down a tree that change nothing. */
final class Search {
    private Search() {}

    static <V> @Nullable V get(Branch<V> root, byte[] key) {
        Branch<V> branch = root;
        int at = 0;
        while (at < key.length) {
            Node<V> child = branch.child(key[at]);
            if (child == null) {
                return null;
            }
            int common = Bytes.common(child.path, key, at);
            if (common < child.path.length) {
                return null;
            }
            at += common;
            switch (child) {
                case Leaf<V> leaf -> {
                    return at == key.length ? leaf.value : null;
                }
                case Branch<V> below -> branch = below;
            }
        }
        return branch.terminal;
    }

    /** A node, and how many bytes of its keys stand above it. */
    record Place<V>(Node<V> node, int above) {}

    /** The highest place below which all keys start with {@code prefix}, and no others do. */
    static <V> @Nullable Place<V> place(Branch<V> root, byte[] prefix) {
        Branch<V> branch = root;
        int at = 0;
        while (at < prefix.length) {
            Node<V> child = branch.child(prefix[at]);
            if (child == null) {
                return null;
            }
            int common = Bytes.common(child.path, prefix, at);
            if (at + common == prefix.length) {
                return new Place<>(child, at);
            }
            at += common;
            if (common == child.path.length && child instanceof Branch<V> below) {
                branch = below;
            } else {
                return null;
            }
        }
        return new Place<>(branch, at - branch.path.length);
    }

    static <V> Cursor<V> scan(Branch<V> root, byte[] prefix) {
        Place<V> place = place(root, prefix);
        return place == null ? new Cursor<>(null, 0) : new Cursor<>(place.node(), place.above());
    }

    /** What a scan finds, as a list made without a copy. */
    @SuppressWarnings("unchecked") // the array holds values of the tree only
    static <V> List<V> list(Branch<V> root, byte[] prefix) {
        Place<V> place = place(root, prefix);
        if (place == null) {
            return List.of();
        }
        Cursor<V> cursor = new Cursor<>(place.node(), place.above());
        Object[] values = new Object[place.node().size()];
        Arrays.setAll(values, _ -> cursor.next());
        return (List<V>) Collections.unmodifiableList(Arrays.asList(values));
    }

    static <V> void alongPath(Branch<V> root, byte[] key, Consumer<? super V> visitor) {
        Branch<V> branch = root;
        int at = 0;
        while (true) {
            if (branch.terminal != null) {
                visitor.accept(branch.terminal);
            }
            Node<V> child = at < key.length ? branch.child(key[at]) : null;
            if (child == null || Bytes.common(child.path, key, at) < child.path.length) {
                return;
            }
            at += child.path.length;
            switch (child) {
                case Leaf<V> leaf -> {
                    visitor.accept(leaf.value);
                    return;
                }
                case Branch<V> below -> branch = below;
            }
        }
    }
}
