/** Where nodes are, measured in round-trip time. */
@NullMarked
package io.proconsul.model.coordinate;

import org.jspecify.annotations.NullMarked;
