/**
 * DNS messages: questions read from packets, replies written into packets with compressed names
 * (RFC 1035, EDNS from RFC 6891, client subnet from RFC 7871). Ours, because every reply must fit a
 * size that compression decides, and this is the hottest path of the program; the tests referee
 * every message with a general library.
 */
@NullMarked
package io.proconsul.dns.message;

import org.jspecify.annotations.NullMarked;
