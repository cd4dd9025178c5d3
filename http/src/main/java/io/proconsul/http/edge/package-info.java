/**
 * Sockets: bytes become requests and responses become bytes. Speaks HTTP/1.0 and HTTP/1.1 with the
 * limits and the refusals of the reference, keeps requests of one connection in order, and notices
 * at once when a client goes.
 *
 * <p>The request parser is our own: it leaves headers as the bytes they came in, which is worth a
 * quarter of the throughput of small reads, and it refuses malformed requests with exactly the
 * reference's texts. Everything of the network library stays in this package; what requests mean is
 * decided behind {@link io.proconsul.http.message.Application}.
 */
@NullMarked
package io.proconsul.http.edge;

import org.jspecify.annotations.NullMarked;
