package io.proconsul.raft.ratis;

import org.apache.ratis.protocol.exceptions.AlreadyClosedException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;

/** What the refusals of Ratis mean. */
final class Refusals {
    private Refusals() {}

    /** Another server may do what was asked, or this one later. */
    static boolean isNotLeader(Throwable failure) {
        return failure instanceof NotLeaderException
                || failure instanceof ServerNotReadyException
                || failure instanceof LeaderSteppingDownException
                || failure instanceof AlreadyClosedException;
    }
}
