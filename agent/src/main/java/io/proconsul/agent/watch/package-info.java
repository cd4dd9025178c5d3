/**
 * Watches of the configuration: a program or a URL is told whenever something in the cluster
 * changes (configuration reference, section 4). The agent asks its own HTTP API, as the original
 * does, so that a watch sees what everybody sees.
 */
@NullMarked
package io.proconsul.agent.watch;

import org.jspecify.annotations.NullMarked;
