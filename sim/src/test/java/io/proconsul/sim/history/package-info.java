/** Histories of correct and of broken clusters, and what the checkers say about them. */
@NullMarked
package io.proconsul.sim.history;

import org.jspecify.annotations.NullMarked;
