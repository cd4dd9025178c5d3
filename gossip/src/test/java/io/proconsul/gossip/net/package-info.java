/** Real sockets and strangers on them. */
@NullMarked
package io.proconsul.gossip.net;

import org.jspecify.annotations.NullMarked;
