/** The small parts of failure detection, each by itself. */
@NullMarked
package io.proconsul.gossip.swim;

import org.jspecify.annotations.NullMarked;
