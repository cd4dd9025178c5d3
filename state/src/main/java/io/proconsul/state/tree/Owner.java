package io.proconsul.state.tree;

/** The mark a batch leaves on the branches it made. It has no content: it is itself or another. */
final class Owner {}
