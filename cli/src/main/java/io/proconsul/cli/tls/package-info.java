/** Certificates for agents, made without an agent. */
@NullMarked
package io.proconsul.cli.tls;

import org.jspecify.annotations.NullMarked;
