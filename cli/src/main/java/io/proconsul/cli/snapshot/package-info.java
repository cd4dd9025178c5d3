/** Archives of a cluster's state. */
@NullMarked
package io.proconsul.cli.snapshot;

import org.jspecify.annotations.NullMarked;
