/** Running programs for health checks: finding, starting, bounding and killing them. */
@NullMarked
package io.proconsul.agent.check.script;

import org.jspecify.annotations.NullMarked;
