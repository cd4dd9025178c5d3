/** How snapshots are asked for between agents and servers. */
@NullMarked
package io.proconsul.model.snapshot;

import org.jspecify.annotations.NullMarked;
