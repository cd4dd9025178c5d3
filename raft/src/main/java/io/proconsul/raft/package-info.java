/** One replicated log behind a small interface of our own. */
@NullMarked
package io.proconsul.raft;

import org.jspecify.annotations.NullMarked;
