/** Telling the catalog where this node stands in the space of round-trip times. */
@NullMarked
package io.proconsul.agent.coordinate;

import org.jspecify.annotations.NullMarked;
