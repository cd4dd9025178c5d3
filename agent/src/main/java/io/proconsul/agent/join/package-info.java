/**
 * Finding the first other member: addresses that are contacted once or until one answers. Most of
 * them may be dead; nobody waits for the dead ones.
 */
@NullMarked
package io.proconsul.agent.join;

import org.jspecify.annotations.NullMarked;
