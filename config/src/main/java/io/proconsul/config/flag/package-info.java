/**
 * Command line flags with the rules and texts of Go's flag package (CLI reference, sections 1 and
 * 2). The agent command and every other command read their flags with it.
 *
 * <p>It runs at the start of every command, so it uses nothing that is slow to load: no regular
 * expressions, no streams, no lambdas, no formatter.
 */
@NullMarked
package io.proconsul.config.flag;

import org.jspecify.annotations.NullMarked;
