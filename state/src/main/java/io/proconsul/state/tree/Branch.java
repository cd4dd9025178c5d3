package io.proconsul.state.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * A place where keys part: children in the order of their labels, and the value of the key that
 * ends here, if there is one. Changed in place only by the batch whose mark it carries; for
 * everyone else it is immutable.
 */
final class Branch<V> extends Node<V> {
    private static final byte[] NO_LABELS = {};
    private static final Node<?>[] NO_CHILDREN = {};

    /** The batch that made this branch and may still change it; compared by identity. */
    final Owner owner;

    @Nullable V terminal;
    byte[] labels = NO_LABELS;
    Node<V>[] children = none();
    int size;

    /** The highest index of the values here and below. */
    long maxIndex;

    Branch(Owner owner, byte[] path) {
        super(path);
        this.owner = owner;
    }

    /** The same place for another owner. Arrays are copied: the owner changes them in place. */
    Branch<V> copyFor(Owner newOwner) {
        Branch<V> copy = new Branch<>(newOwner, path);
        copy.terminal = terminal;
        copy.labels = labels;
        copy.children = children.clone();
        copy.size = size;
        copy.maxIndex = maxIndex;
        return copy;
    }

    @Override
    int size() {
        return size;
    }

    /** Where the child with this label is, or the complement of where it would be. */
    int slot(byte label) {
        int low = 0;
        int high = labels.length - 1;
        int wanted = label & 0xff;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = labels[middle] & 0xff;
            if (found == wanted) {
                return middle;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    @Nullable Node<V> child(byte label) {
        int slot = slot(label);
        return slot < 0 ? null : children[slot];
    }

    /**
     * Makes room at {@code slot}. Label arrays are never changed in place, as copies share them.
     */
    void insert(int slot, Node<V> child) {
        byte[] moreLabels = new byte[labels.length + 1];
        System.arraycopy(labels, 0, moreLabels, 0, slot);
        moreLabels[slot] = child.path[0];
        System.arraycopy(labels, slot, moreLabels, slot + 1, labels.length - slot);
        Node<V>[] more = Arrays.copyOf(children, children.length + 1);
        System.arraycopy(children, slot, more, slot + 1, children.length - slot);
        more[slot] = child;
        labels = moreLabels;
        children = more;
    }

    void remove(int slot) {
        byte[] fewerLabels = new byte[labels.length - 1];
        System.arraycopy(labels, 0, fewerLabels, 0, slot);
        System.arraycopy(labels, slot + 1, fewerLabels, slot, labels.length - slot - 1);
        Node<V>[] fewer = Arrays.copyOf(children, children.length - 1);
        System.arraycopy(children, slot + 1, fewer, slot, children.length - slot - 1);
        labels = fewerLabels;
        children = fewer;
    }

    /** The highest index of the values at and below {@code node}. */
    static <V> long maxIndex(Node<V> node, ToLongFunction<? super V> indexOf) {
        return switch (node) {
            case Leaf<V> leaf -> indexOf.applyAsLong(leaf.value);
            case Branch<V> branch -> branch.maxIndex;
        };
    }

    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    private static <V> Node<V>[] none() {
        return (Node<V>[]) NO_CHILDREN;
    }
}
