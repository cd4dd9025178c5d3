/**
 * The endpoints, one class for each family. A handler reads its parameters, asks the agent or the
 * cluster, and says how the answer looks; it knows no sockets and no threads.
 *
 * <p>How answers look is a matter of long habit: some lists are {@code []} and others {@code null}
 * when they are empty, some failures carry index headers and others do not. The classes keep what
 * clients have come to rely on; {@code reference} in a comment means the original agent, 1.8.7.
 */
@NullMarked
package io.proconsul.http.handler;

import org.jspecify.annotations.NullMarked;
