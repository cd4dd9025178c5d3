/** A small certificate authority for agents: P-256 keys, certificates of servers and clients. */
@NullMarked
package io.proconsul.security.pki;

import org.jspecify.annotations.NullMarked;
