/**
 * The methods of the server, one class for each of the reference's services. An endpoint checks the
 * request and what its token may do, fills in what may be left out, and then either says what to
 * read or puts a command into the log. It does not know where it runs, who else asks, or how long
 * anybody waits.
 */
@NullMarked
package io.proconsul.server.endpoint;

import org.jspecify.annotations.NullMarked;
