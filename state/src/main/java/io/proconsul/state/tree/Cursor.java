package io.proconsul.state.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Walks the values below one place in key order, without recursion: the way down is kept in arrays
 * that are made once. One thread; the tree it walks never changes.
 */
public final class Cursor<V> implements Iterator<V> {
    private static final int TERMINAL = -1;
    private static final int USUAL_DEPTH = 12;

    private Branch<V>[] branches = stack(USUAL_DEPTH);

    /** Per branch: the child to visit next, or {@link #TERMINAL}. */
    private int[] next = new int[USUAL_DEPTH];

    /** Per branch: how many bytes all keys below it have in common. */
    private int[] depth = new int[USUAL_DEPTH];

    private int top = -1;
    private @Nullable V upcoming;

    Cursor(@Nullable Node<V> start, int bytesAbove) {
        switch (start) {
            case null -> {}
            case Leaf<V> leaf -> upcoming = leaf.value;
            case Branch<V> branch -> enter(branch, bytesAbove + branch.path.length);
        }
    }

    @Override
    public boolean hasNext() {
        if (upcoming == null) {
            upcoming = advance();
        }
        return upcoming != null;
    }

    @Override
    public V next() {
        V value = upcoming == null ? advance() : upcoming;
        if (value == null) {
            throw new NoSuchElementException();
        }
        upcoming = null;
        return value;
    }

    /**
     * Passes over all further values whose keys start with {@code prefix}, as the key of the value
     * returned last does. Call between {@link #next} and {@link #hasNext}. Costs no more than the
     * depth of the tree.
     */
    public void skipBelow(String prefix) {
        int bytes = Bytes.of(prefix).length;
        while (top >= 0 && depth[top] >= bytes) {
            top--;
        }
    }

    private @Nullable V advance() {
        while (top >= 0) {
            Branch<V> branch = branches[top];
            int at = next[top]++;
            if (at == TERMINAL) {
                if (branch.terminal != null) {
                    return branch.terminal;
                }
            } else if (at >= branch.children.length) {
                top--;
            } else {
                switch (branch.children[at]) {
                    case Leaf<V> leaf -> {
                        return leaf.value;
                    }
                    case Branch<V> below -> enter(below, depth[top] + below.path.length);
                }
            }
        }
        return null;
    }

    private void enter(Branch<V> branch, int bytes) {
        if (++top == branches.length) {
            branches = Arrays.copyOf(branches, 2 * top);
            next = Arrays.copyOf(next, 2 * top);
            depth = Arrays.copyOf(depth, 2 * top);
        }
        branches[top] = branch;
        next[top] = TERMINAL;
        depth[top] = bytes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
    private static <V> Branch<V>[] stack(int size) {
        return (Branch<V>[]) new Branch[size];
    }
}
