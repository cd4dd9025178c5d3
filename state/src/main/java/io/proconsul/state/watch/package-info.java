/**
 * Who wants to be told of which change. The apply thread names what changed; only those who watch
 * it are called.
 */
@NullMarked
package io.proconsul.state.watch;

import org.jspecify.annotations.NullMarked;
