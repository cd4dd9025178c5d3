package io.proconsul.raft.ratis;

import org.apache.ratis.server.leader.LogAppender;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The appenders of a leader by follower, as Ratis makes them; those of an earlier term do nothing
 * when they are called. Any thread.
 */
final class Appenders {
    private final Map<String, LogAppender> byFollower = new ConcurrentHashMap<>();

    void made(LogAppender appender) {
        byFollower.put(appender.getFollowerId().toString(), appender);
    }

    /** Whether a follower has answered within that time. */
    boolean answered(String follower, Duration within) {
        LogAppender appender = byFollower.get(follower);
        return appender != null
                && appender.isRunning()
                && appender.getFollower().getLastRpcResponseTime().elapsedTimeMs()
                        < within.toMillis();
    }

    /** Has a follower told at once that this is committed, unless it knows. */
    void tell(String follower, long committed) {
        LogAppender appender = byFollower.get(follower);
        if (appender != null && appender.getFollower().getCommitIndex() < committed) {
            appender.triggerHeartbeat();
        }
    }
}
