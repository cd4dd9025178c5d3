/** Who this agent is: node id, name, addresses, tokens. */
@NullMarked
package io.proconsul.agent.node;

import org.jspecify.annotations.NullMarked;
