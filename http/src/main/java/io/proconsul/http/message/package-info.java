/**
 * Requests and responses as handlers see them: no sockets, no buffers of the network library, no
 * threads. What arrives is read only; what is answered is built once and may be shared by many
 * connections. The edge and the tests' direct client speak to an {@link
 * io.proconsul.http.message.Application} through these types alone.
 */
@NullMarked
package io.proconsul.http.message;

import org.jspecify.annotations.NullMarked;
