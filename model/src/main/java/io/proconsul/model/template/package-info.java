/**
 * Templates of prepared queries: texts with {@code ${...}} in them, in the small language the
 * reference takes for that (HIL). Compiled once, filled in for each name that is asked for.
 * Compiling and filling in are deterministic, so that all servers agree on what is refused.
 */
@NullMarked
package io.proconsul.model.template;

import org.jspecify.annotations.NullMarked;
