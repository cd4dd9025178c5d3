/** Programs that run when something changes: {@code watch}. */
@NullMarked
package io.proconsul.cli.watch;

import org.jspecify.annotations.NullMarked;
