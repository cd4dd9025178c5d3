package io.proconsul.agent;

import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.rpc.Caller;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.net.Dialer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;

import java.util.concurrent.Executor;

/**
 * Everything outside the agent that it touches.
 *
 * @param dialer connections of checks
 * @param tls TLS on connections of checks
 * @param caller the cluster
 * @param resolver what tokens allow
 * @param threads starts each task on a virtual thread of its own
 */
public record Surroundings(
        Clock clock,
        Timers timers,
        Chance chance,
        Disk disk,
        Dialer dialer,
        Tls tls,
        Executor threads,
        Caller caller,
        Members members,
        TokenResolver resolver,
        AgentTokens tokens) {}
