/**
 * Calls as bytes: what stands before a request and before an answer, and the form each method gives
 * them (wire reference, sections 4 and 5). No sockets here.
 */
@NullMarked
package io.proconsul.rpc.wire;

import org.jspecify.annotations.NullMarked;
