/** The codec against bytes that real agents sent, and against bytes that nobody should send. */
@NullMarked
package io.proconsul.gossip.wire;

import org.jspecify.annotations.NullMarked;
