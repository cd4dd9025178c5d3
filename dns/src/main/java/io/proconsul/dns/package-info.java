/**
 * The DNS server: packets in, packets out, over UDP and TCP. What is answered is decided in {@code
 * answer}.
 */
@NullMarked
package io.proconsul.dns;

import org.jspecify.annotations.NullMarked;
