/**
 * What operators ask about and change: who takes part in the replicated log, how well the servers
 * are, and the keys of gossip.
 */
@NullMarked
package io.proconsul.model.operator;

import org.jspecify.annotations.NullMarked;
