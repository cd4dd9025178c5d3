/**
 * Which endpoint a path belongs to, which methods it has, and what is common to all answers: the
 * order of refusals, headers, compression, the access log, and the one place where failures become
 * statuses.
 */
@NullMarked
package io.proconsul.http.route;

import org.jspecify.annotations.NullMarked;
