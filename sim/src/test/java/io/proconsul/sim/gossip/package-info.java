/** Stories of small pools, with what is expected to happen. */
@NullMarked
package io.proconsul.sim.gossip;

import org.jspecify.annotations.NullMarked;
