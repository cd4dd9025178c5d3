/** Saving the state as an archive and restoring it from one. */
@NullMarked
package io.proconsul.server.snapshot;

import org.jspecify.annotations.NullMarked;
