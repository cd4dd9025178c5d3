package io.proconsul.state.tree;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * An ordered map from byte strings to values that never changes; a change makes a new tree that
 * shares with the old one everything but the way to the changed place.
 *
 * <h2>Why persistent</h2>
 *
 * The state has one writer and very many readers, some of which take minutes (a snapshot on its way
 * to disk) while the writer goes on. With trees that never change, a reader needs one reference and
 * no lock, a snapshot costs nothing to take, a refused transaction is forgotten by forgetting a
 * reference, and two moments can be compared as long as somebody holds them.
 *
 * <h2>Why a radix tree</h2>
 *
 * Keys are paths: {@code app/web/eu/timeout}. In a radix tree everything below a prefix is one
 * subtree. So listing a prefix reads no more than it answers, deleting a prefix unlinks one place
 * whatever hangs below it, and a figure kept at every branch answers a question about a whole
 * prefix at once. The figure kept here is the highest index of any value below ({@link #maxIndex}):
 * the index of a prefix, asked for by every waiting reader, is found in the time of one look-up.
 * There is no hashing and no rebalancing, and the shape depends on the keys alone, not on the order
 * they came in.
 *
 * <h2>Nodes</h2>
 *
 * A <em>leaf</em> is a value with the rest of its key. A <em>branch</em> has at least two of:
 * children (by first byte, sorted, found by binary search) and a value whose key ends there. Runs
 * without a choice are folded into one place (path compression), so that the number of branches is
 * below the number of values however long the keys are. Only the root may have fewer, and has an
 * empty path. One kind of branch is enough: its arrays have exactly the size they need. The
 * adaptive nodes of Leis et al. save at most a factor of two on look-ups here, where a read ends in
 * a copy to a socket, and cost four kinds of nodes.
 *
 * <h2>Costs</h2>
 *
 * With <i>k</i> the length of the key: {@code get} reads at most <i>k</i> bytes in a handful of
 * places; {@code put} and {@code remove} copy the branches on the way, about 100 bytes and 4 bytes
 * for each child. Most of that is spared in a {@link TreeBatch}: branches made by a batch carry its
 * mark and are changed in place until the batch publishes its tree. This is the transient of
 * Clojure's vectors. The sharing of 100,000 entries with keys such as {@code bench/000123} costs 3
 * MB over the entries themselves.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A branch reachable from a published tree is never written again.
 *   <li>A branch's size and highest index are those of what is below it, exactly.
 *   <li>Labels are sorted as unsigned bytes, so that the order of keys is that of their UTF-8
 *       bytes, which is the reference's.
 *   <li>No operation recurses: a chain of keys, each one byte longer than the one before, makes the
 *       tree as deep as it is large, and must not end the process.
 * </ul>
 *
 * References: D. R. Morrison, PATRICIA, 1968; J. R. Driscoll et al., Making Data Structures
 * Persistent, 1989; C. Okasaki, Purely Functional Data Structures, 1998; V. Leis et al., The
 * Adaptive Radix Tree, 2013; R. Hickey's transients, 2009.
 *
 * <p>Values are not null. Any thread.
 */
public final class RadixTree<V> implements Iterable<V> {
    private final Branch<V> root;
    private final ToLongFunction<? super V> indexOf;

    RadixTree(Branch<V> root, ToLongFunction<? super V> indexOf) {
        this.root = root;
        this.indexOf = indexOf;
    }

    /** A tree with nothing in it, for values whose index is told by {@code indexOf}. */
    public static <V> RadixTree<V> empty(ToLongFunction<? super V> indexOf) {
        return new RadixTree<>(new Branch<>(new Owner(), new byte[0]), indexOf);
    }

    /** A tree with nothing in it, for values without an index. */
    public static <V> RadixTree<V> unindexed() {
        return empty(_ -> 0);
    }

    Branch<V> root() {
        return root;
    }

    /** Begins a series of changes that ends in a new tree; this one stays as it is. */
    public TreeBatch<V> batch() {
        return new TreeBatch<>(this, indexOf);
    }

    public int size() {
        return root.size;
    }

    public @Nullable V get(String key) {
        return Search.get(root, Bytes.of(key));
    }

    /** All values in key order. */
    @Override
    public Iterator<V> iterator() {
        return new Cursor<>(root, 0);
    }

    /**
     * The values whose keys start with {@code prefix}, in key order, found as they are asked for.
     */
    public Cursor<V> scan(String prefix) {
        return Search.scan(root, Bytes.of(prefix));
    }

    /** The values whose keys start with {@code prefix}, in key order; unmodifiable. */
    public List<V> below(String prefix) {
        return Search.list(root, Bytes.of(prefix));
    }

    /** How many keys start with {@code prefix}. */
    public int sizeBelow(String prefix) {
        Search.Place<V> place = Search.place(root, Bytes.of(prefix));
        return place == null ? 0 : place.node().size();
    }

    /** The highest index of all values; 0 without any. */
    public long maxIndex() {
        return root.maxIndex;
    }

    /** The highest index of the values whose keys start with {@code prefix}; 0 without any. */
    public long maxIndex(String prefix) {
        Search.Place<V> place = Search.place(root, Bytes.of(prefix));
        return place == null ? 0 : Branch.maxIndex(place.node(), indexOf);
    }

    /** Calls {@code visitor} for the values whose keys {@code key} starts with, shortest first. */
    public void alongPath(String key, Consumer<? super V> visitor) {
        Search.alongPath(root, Bytes.of(key), visitor);
    }
}
