package io.proconsul.raft.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/** Names our transport to Ratis, which finds this class by name and makes one itself. */
public final class LinkRpcType implements RpcType {
    private static final String PARTS = "proconsul.parts";

    @Override
    public String name() {
        return LinkRpcType.class.getName();
    }

    /** What Ratis hands back to {@link #newFactory}. */
    static Parameters parameters(LinkRpc.Parts parts) {
        Parameters parameters = new Parameters();
        parameters.put(PARTS, parts, LinkRpc.Parts.class);
        return parameters;
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new Factory(parameters.getNonNull(PARTS, LinkRpc.Parts.class));
    }

    private final class Factory implements ServerFactory {
        private final LinkRpc.Parts parts;

        Factory(LinkRpc.Parts parts) {
            this.parts = parts;
        }

        @Override
        public RpcType getRpcType() {
            return LinkRpcType.this;
        }

        @Override
        public RaftServerRpc newRaftServerRpc(RaftServer server) {
            return new LinkRpc(server, parts, LinkRpcType.this);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division server, LeaderState leader, FollowerInfo follower) {
            LogAppender appender = new EntrySender(server, leader, follower);
            parts.appenders().made(appender);
            return appender;
        }
    }
}
