/**
 * Commands about the agent itself and its cluster: members, info, leave, reload, maintenance mode.
 */
@NullMarked
package io.proconsul.cli.agent;

import org.jspecify.annotations.NullMarked;
