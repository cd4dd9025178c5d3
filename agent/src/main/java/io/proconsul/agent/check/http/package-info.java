/**
 * A small HTTP/1.1 client over blocking sockets for health checks: one request, one connection,
 * redirects as Go follows them, and Go's words for what goes wrong.
 */
@NullMarked
package io.proconsul.agent.check.http;

import org.jspecify.annotations.NullMarked;
