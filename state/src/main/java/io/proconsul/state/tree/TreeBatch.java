package io.proconsul.state.tree;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A tree that is being changed: the transient form of {@link RadixTree}. What it was made from
 * stays as it is; what it made is changed in place until {@link #tree} hands it out. One thread.
 */
public final class TreeBatch<V> {
    private static final int USUAL_DEPTH = 12;

    private final ToLongFunction<? super V> indexOf;

    /** The mark of branches that may be changed in place. */
    private Owner owner = new Owner();

    /** The tree it was made from or handed out last; without changes it is handed out again. */
    private RadixTree<V> last;

    private Branch<V> root;

    /**
     * The way down to the place of the current change: branches, and in each the slot that leads to
     * the next.
     */
    private Branch<V>[] way = stack(0);

    private int[] slots = {};
    private int length;

    TreeBatch(RadixTree<V> from, ToLongFunction<? super V> indexOf) {
        this.last = from;
        this.root = from.root();
        this.indexOf = indexOf;
    }

    /** The tree with all changes so far. The batch can go on, towards a further tree. */
    public RadixTree<V> tree() {
        if (last.root() != root) {
            owner = new Owner();
            last = new RadixTree<>(root, indexOf);
        }
        return last;
    }

    /** Forgets all changes and goes on from {@code tree}. */
    public void reset(RadixTree<V> tree) {
        last = tree;
        root = tree.root();
    }

    public int size() {
        return root.size;
    }

    public @Nullable V get(String key) {
        return Search.get(root, Bytes.of(key));
    }

    /** The first value whose key starts with {@code prefix}. */
    public @Nullable V first(String prefix) {
        Search.Place<V> place = Search.place(root, Bytes.of(prefix));
        return place == null ? null : new Cursor<>(place.node(), 0).next();
    }

    /**
     * The values whose keys start with {@code prefix} as they are now; later changes do not show.
     */
    public List<V> below(String prefix) {
        return Search.list(root, Bytes.of(prefix));
    }

    /** Calls {@code visitor} for the values whose keys {@code key} starts with, shortest first. */
    public void alongPath(String key, Consumer<? super V> visitor) {
        Search.alongPath(root, Bytes.of(key), visitor);
    }

    /**
     * Puts a value under a key.
     *
     * @return the value that was there
     */
    public @Nullable V put(String key, V value) {
        byte[] bytes = Bytes.of(key);
        Branch<V> branch = begin();
        int at = 0;
        while (at < bytes.length) {
            int slot = branch.slot(bytes[at]);
            if (slot < 0) {
                branch.insert(~slot, new Leaf<>(Bytes.slice(bytes, at, bytes.length), value));
                return settle(null, value);
            }
            Node<V> child = branch.children[slot];
            int common = Bytes.common(child.path, bytes, at);
            at += common;
            if (common < child.path.length || (child instanceof Leaf && at < bytes.length)) {
                branch.children[slot] =
                        fork(child, common, Bytes.slice(bytes, at, bytes.length), value);
                return settle(null, value);
            }
            switch (child) {
                case Leaf<V> leaf -> {
                    branch.children[slot] = new Leaf<>(leaf.path, value);
                    return settle(leaf.value, value);
                }
                case Branch<V> below -> branch = descend(branch, slot, below);
            }
        }
        V before = branch.terminal;
        branch.terminal = value;
        return settle(before, value);
    }

    /**
     * Takes a key out.
     *
     * @return the value that was there
     */
    public @Nullable V remove(String key) {
        byte[] bytes = Bytes.of(key);
        V before = Search.get(root, bytes);
        if (before == null) {
            return null;
        }
        Branch<V> branch = begin();
        int at = 0;
        while (at < bytes.length) {
            int slot = branch.slot(bytes[at]);
            switch (branch.children[slot]) {
                case Leaf<V> _ -> {
                    branch.remove(slot);
                    unlinked(1, indexOf.applyAsLong(before));
                    return before;
                }
                case Branch<V> below -> {
                    at += below.path.length;
                    branch = descend(branch, slot, below);
                }
            }
        }
        branch.terminal = null;
        unlinked(1, indexOf.applyAsLong(before));
        return before;
    }

    /**
     * Takes out all keys that start with {@code prefix}, in the time of taking out one.
     *
     * @return how many there were
     */
    public int removeBelow(String prefix) {
        byte[] bytes = Bytes.of(prefix);
        Search.Place<V> place = Search.place(root, bytes);
        if (place == null || place.node().size() == 0) {
            return 0;
        }
        if (place.node() == root) {
            int all = root.size;
            root = new Branch<>(owner, root.path);
            return all;
        }
        Branch<V> branch = begin();
        int at = 0;
        while (at < place.above()) {
            int slot = branch.slot(bytes[at]);
            Branch<V> below = (Branch<V>) branch.children[slot];
            at += below.path.length;
            branch = descend(branch, slot, below);
        }
        branch.remove(branch.slot(bytes[at]));
        unlinked(place.node().size(), Branch.maxIndex(place.node(), indexOf));
        return place.node().size();
    }

    private Branch<V> begin() {
        length = 0;
        root = own(root);
        push(root);
        return root;
    }

    private Branch<V> descend(Branch<V> from, int slot, Branch<V> below) {
        Branch<V> mine = own(below);
        from.children[slot] = mine;
        slots[length - 1] = slot;
        push(mine);
        return mine;
    }

    private Branch<V> own(Branch<V> branch) {
        return branch.owner == owner ? branch : branch.copyFor(owner);
    }

    private void push(Branch<V> branch) {
        if (length == way.length) {
            int more = Math.max(USUAL_DEPTH, 2 * length);
            way = Arrays.copyOf(way, more);
            slots = Arrays.copyOf(slots, more);
        }
        way[length++] = branch;
    }

    /**
     * A branch where {@code child} and a new value part, {@code common} bytes into the child's
     * path.
     */
    private Branch<V> fork(Node<V> child, int common, byte[] rest, V value) {
        Branch<V> fork = new Branch<>(owner, Bytes.slice(child.path, 0, common));
        fork.size = child.size() + 1;
        fork.maxIndex = Math.max(Branch.maxIndex(child, indexOf), indexOf.applyAsLong(value));
        byte[] restOfChild = Bytes.slice(child.path, common, child.path.length);
        switch (child) {
            case Leaf<V> leaf when restOfChild.length == 0 -> fork.terminal = leaf.value;
            case Leaf<V> leaf -> fork.insert(0, new Leaf<>(restOfChild, leaf.value));
            case Branch<V> branch -> {
                Branch<V> mine = own(branch);
                mine.path = restOfChild;
                fork.insert(0, mine);
            }
        }
        if (rest.length == 0) {
            fork.terminal = value;
        } else {
            int slot = fork.labels.length == 0 ? 0 : ~fork.slot(rest[0]);
            fork.insert(slot, new Leaf<>(rest, value));
        }
        return fork;
    }

    /** Brings sizes and indexes on the way up to date after a value was put. */
    private @Nullable V settle(@Nullable V before, V value) {
        long index = indexOf.applyAsLong(value);
        long lost = before == null ? Long.MIN_VALUE : indexOf.applyAsLong(before);
        for (int i = length - 1; i >= 0; i--) {
            Branch<V> branch = way[i];
            branch.size += before == null ? 1 : 0;
            branch.maxIndex =
                    lost > index && lost == branch.maxIndex
                            ? recount(branch)
                            : Math.max(branch.maxIndex, index);
        }
        return before;
    }

    /** Brings the way up to date after something was unlinked from its last branch. */
    private void unlinked(int count, long index) {
        collapse();
        for (int i = length - 1; i >= 0; i--) {
            Branch<V> branch = way[i];
            branch.size -= count;
            if (index == branch.maxIndex) {
                branch.maxIndex = recount(branch);
            }
        }
    }

    /** Restores the invariant that a branch has at least two of what it can have. */
    private void collapse() {
        if (length == 1) {
            return;
        }
        Branch<V> last = way[length - 1];
        Node<V> instead = soleContent(last);
        if (instead != null) {
            length--;
            way[length - 1].children[slots[length - 1]] = instead;
        }
    }

    /** What can stand in the place of a branch that has only one thing left. */
    private @Nullable Node<V> soleContent(Branch<V> branch) {
        if (branch.terminal != null) {
            return branch.children.length == 0 ? new Leaf<>(branch.path, branch.terminal) : null;
        }
        if (branch.children.length > 1) {
            return null;
        }
        byte[] path = Bytes.join(branch.path, branch.children[0].path);
        return switch (branch.children[0]) {
            case Leaf<V> leaf -> new Leaf<>(path, leaf.value);
            case Branch<V> below -> {
                Branch<V> mine = own(below);
                mine.path = path;
                yield mine;
            }
        };
    }

    private long recount(Branch<V> branch) {
        long highest = branch.terminal == null ? 0 : indexOf.applyAsLong(branch.terminal);
        for (Node<V> child : branch.children) {
            highest = Math.max(highest, Branch.maxIndex(child, indexOf));
        }
        return highest;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
    private static <V> Branch<V>[] stack(int size) {
        return (Branch<V>[]) new Branch[size];
    }
}
