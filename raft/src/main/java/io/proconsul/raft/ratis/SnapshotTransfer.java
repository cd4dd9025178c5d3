package io.proconsul.raft.ratis;

import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** Brings a snapshot to a follower whose next entry the leader's log does not hold any more. */
final class SnapshotTransfer {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private SnapshotTransfer() {}

    /** Sends it part by part, and waits for the disk of the follower each time. */
    static void send(SnapshotInfo snapshot, LogAppender to, LinkRpc rpc) throws IOException {
        FollowerInfo follower = to.getFollower();
        for (InstallSnapshotRequestProto part :
                to.newInstallSnapshotRequests(name(snapshot, to), snapshot)) {
            follower.updateLastRpcSendTime(false);
            InstallSnapshotReplyProto reply = rpc.installSnapshot(part);
            follower.updateLastRpcResponseTime();
            if (!reply.getServerReply().getSuccess()) {
                notTaken(reply, to);
                return;
            }
        }
        long index = snapshot.getTermIndex().getIndex();
        follower.setSnapshotIndex(index);
        follower.setAttemptedToInstallSnapshot();
        LOG.info("snapshot sent: peer={} index={}", follower.getId(), index);
    }

    /** The follower keeps the parts under a name that no earlier attempt had. */
    private static String name(SnapshotInfo snapshot, LogAppender to) {
        long term = to.getServer().getInfo().getCurrentTerm();
        long index = snapshot.getTermIndex().getIndex();
        return "%d-%d-%d".formatted(term, index, CallId.getAndIncrement());
    }

    private static void notTaken(InstallSnapshotReplyProto reply, LogAppender by) {
        switch (reply.getResult()) {
            case NOT_LEADER -> by.onFollowerTerm(reply.getTerm());
            case SUCCESS, SNAPSHOT_UNAVAILABLE, ALREADY_INSTALLED, SNAPSHOT_EXPIRED ->
                    by.getFollower().setAttemptedToInstallSnapshot();
            default -> LOG.debug("a snapshot is not taken: result={}", reply.getResult());
        }
    }
}
