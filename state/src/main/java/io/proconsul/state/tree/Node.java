package io.proconsul.state.tree;

/**
 * A place in the tree. Its path is the piece of key between the place above and here; never empty
 * but at the root, and its first byte is the label under which the place above finds it.
 */
abstract sealed class Node<V> permits Leaf, Branch {
    byte[] path;

    Node(byte[] path) {
        this.path = path;
    }

    /** How many values are here and below. */
    abstract int size();
}
