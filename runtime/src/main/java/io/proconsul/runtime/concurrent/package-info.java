/** Threads with names. */
@NullMarked
package io.proconsul.runtime.concurrent;

import org.jspecify.annotations.NullMarked;
