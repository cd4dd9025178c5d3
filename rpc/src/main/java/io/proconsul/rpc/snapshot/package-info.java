/** Saving and restoring everything, on a connection of its own (wire reference, section 9.1). */
@NullMarked
package io.proconsul.rpc.snapshot;

import org.jspecify.annotations.NullMarked;
