package io.proconsul.state.tree;

/** A value with the rest of its key. Never changed: a new value is a new leaf. */
final class Leaf<V> extends Node<V> {
    final V value;

    Leaf(byte[] path, V value) {
        super(path);
        this.value = value;
    }

    @Override
    int size() {
        return 1;
    }
}
