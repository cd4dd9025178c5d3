/** The running agent's log, from afar. */
@NullMarked
package io.proconsul.cli.monitor;

import org.jspecify.annotations.NullMarked;
