/**
 * Watches: a question to the HTTP API that is asked again whenever its answer may have changed, and
 * the form in which handlers read the answer. The command line and the agent share it.
 */
@NullMarked
package io.proconsul.model.watch;

import org.jspecify.annotations.NullMarked;
