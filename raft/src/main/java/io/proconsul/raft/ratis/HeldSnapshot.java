package io.proconsul.raft.ratis;

import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotResult;
import org.apache.ratis.proto.RaftProtos.RaftRpcReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;

/** What a leader hears about a snapshot whose entries the log here holds already. */
final class HeldSnapshot {
    private HeldSnapshot() {}

    /** As if that part had been taken. */
    static InstallSnapshotReplyProto answer(InstallSnapshotRequestProto part) {
        RaftRpcRequestProto from = part.getServerRequest();
        return InstallSnapshotReplyProto.newBuilder()
                .setServerReply(
                        RaftRpcReplyProto.newBuilder()
                                .setRequestorId(from.getRequestorId())
                                .setReplyId(from.getReplyId())
                                .setRaftGroupId(from.getRaftGroupId())
                                .setCallId(from.getCallId())
                                .setSuccess(true))
                .setTerm(part.getLeaderTerm())
                .setRequestIndex(part.getSnapshotChunk().getRequestIndex())
                .setResult(InstallSnapshotResult.SUCCESS)
                .build();
    }
}
