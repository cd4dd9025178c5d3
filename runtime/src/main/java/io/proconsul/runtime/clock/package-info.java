/**
 * Time: what it is now, and being called later. Nothing outside this package reads the machine's
 * clock.
 */
@NullMarked
package io.proconsul.runtime.clock;

import org.jspecify.annotations.NullMarked;
