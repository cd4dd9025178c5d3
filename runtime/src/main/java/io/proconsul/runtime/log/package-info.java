/**
 * Log lines. Code logs through SLF4J under the module names of the reference ({@code agent.http},
 * {@code agent.server.raft}) with key-value pairs; this package decides how a line looks and where
 * it goes: standard output, a rotating file, and whoever watches through {@code /v1/agent/monitor}.
 *
 * <p>Logback does the work, set up in code by {@link io.proconsul.runtime.log.Logging}.
 */
@NullMarked
package io.proconsul.runtime.log;

import org.jspecify.annotations.NullMarked;
