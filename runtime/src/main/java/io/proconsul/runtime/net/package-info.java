/** Sockets: the event loops all listeners share, and blocking connections. */
@NullMarked
package io.proconsul.runtime.net;

import org.jspecify.annotations.NullMarked;
