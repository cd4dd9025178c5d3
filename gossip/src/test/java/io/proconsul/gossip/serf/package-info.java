/** One Serf member, told by tests what it hears. */
@NullMarked
package io.proconsul.gossip.serf;

import org.jspecify.annotations.NullMarked;
