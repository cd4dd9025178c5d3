/**
 * The HTTP API: what applications, operators and browsers talk to.
 *
 * <p>{@link io.proconsul.http.HttpServer} is all that others need. A request passes through {@code
 * edge} (sockets, bytes, limits), {@code route} (which endpoint, which methods, what is common to
 * all answers) and {@code handler} (one class for each family of endpoints), which read their
 * questions with {@code parameter} and ask the agent or, through the {@link
 * io.proconsul.rpc.Caller}, the cluster. Nothing here sees the store or the log.
 */
@NullMarked
package io.proconsul.http;

import org.jspecify.annotations.NullMarked;
