/** How far nodes are from one another, estimated from their network coordinates. */
@NullMarked
package io.proconsul.cli.rtt;

import org.jspecify.annotations.NullMarked;
