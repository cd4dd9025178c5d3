/**
 * Tests of the packaged executable, from outside: it is started, spoken to, killed and started
 * again.
 */
@NullMarked
package io.proconsul.app;

import org.jspecify.annotations.NullMarked;
