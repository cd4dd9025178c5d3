package io.proconsul.agent.check;

import io.proconsul.agent.check.http.Tls;
import io.proconsul.rpc.Caller;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.net.Dialer;
import io.proconsul.runtime.random.Chance;

import java.util.concurrent.Executor;

/**
 * What checks touch.
 *
 * @param threads starts each task on a virtual thread of its own
 */
public record CheckSurroundings(
        Clock clock,
        Timers timers,
        Chance chance,
        Executor threads,
        Dialer dialer,
        Tls tls,
        Caller caller) {}
