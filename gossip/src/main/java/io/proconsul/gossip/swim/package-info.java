/**
 * Who is there and who answers: SWIM as memberlist 0.2.2 plays it, with Lifeguard (wire reference,
 * sections 5 and 6; Das, Gupta and Motivala 2002; Dadgar, Phillips and Currey 2018).
 *
 * <p>{@link io.proconsul.gossip.swim.Swim} is a step function: inputs in, effects out, on injected
 * time and chance. It opens no socket, starts no thread and is called by one thread at a time. The
 * same code runs on UDP and in the simulator.
 */
@NullMarked
package io.proconsul.gossip.swim;

import org.jspecify.annotations.NullMarked;
