/** Chance: the only source of random numbers, so that a seed repeats a run. */
@NullMarked
package io.proconsul.runtime.random;

import org.jspecify.annotations.NullMarked;
