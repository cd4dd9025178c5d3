/** Sockets: the event loops all listeners share. */
@NullMarked
package io.proconsul.runtime.net;

import org.jspecify.annotations.NullMarked;
