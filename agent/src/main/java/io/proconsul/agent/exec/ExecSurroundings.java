package io.proconsul.agent.exec;

import io.proconsul.agent.node.AgentTokens;
import io.proconsul.rpc.Caller;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import java.util.concurrent.Executor;

/**
 * What jobs touch outside.
 *
 * @param disk where scripts stand while they run
 * @param threads starts each task on a virtual thread of its own
 * @param caller where the keys are
 * @param tokens the agent's own counts
 */
public record ExecSurroundings(
        Clock clock,
        Timers timers,
        Chance chance,
        Disk disk,
        Executor threads,
        Caller caller,
        AgentTokens tokens) {}
