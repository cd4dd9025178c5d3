/** Completion of half-typed commands in a shell. */
@NullMarked
package io.proconsul.cli.completion;

import org.jspecify.annotations.NullMarked;
