/** An archive of what an agent can tell of itself: {@code debug}. */
@NullMarked
package io.proconsul.cli.debug;

import org.jspecify.annotations.NullMarked;
