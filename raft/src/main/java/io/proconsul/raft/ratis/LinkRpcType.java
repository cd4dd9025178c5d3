package io.proconsul.raft.ratis;

import io.proconsul.raft.PeerLink;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;

/** Names our transport to Ratis, which finds this class by name and makes one itself. */
public final class LinkRpcType implements RpcType {
    private static final String LINK = "proconsul.link";
    private static final String CONTACT = "proconsul.contact";
    private static final String LEASE = "proconsul.lease";

    @Override
    public String name() {
        return LinkRpcType.class.getName();
    }

    /** What Ratis hands back to {@link #newFactory}. */
    static Parameters parameters(PeerLink link, LeaderContact contact, Lease lease) {
        Parameters parameters = new Parameters();
        parameters.put(CONTACT, contact, LeaderContact.class);
        parameters.put(LEASE, lease, Lease.class);
        parameters.put(LINK, link, PeerLink.class);
        return parameters;
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new Factory(
                parameters.getNonNull(LINK, PeerLink.class),
                parameters.getNonNull(CONTACT, LeaderContact.class),
                parameters.getNonNull(LEASE, Lease.class));
    }

    private final class Factory implements ServerFactory {
        private final PeerLink link;
        private final LeaderContact contact;
        private final Lease lease;

        Factory(PeerLink link, LeaderContact contact, Lease lease) {
            this.link = link;
            this.contact = contact;
            this.lease = lease;
        }

        @Override
        public RpcType getRpcType() {
            return LinkRpcType.this;
        }

        @Override
        public RaftServerRpc newRaftServerRpc(RaftServer server) {
            return new LinkRpc(server, link, contact, lease, LinkRpcType.this);
        }
    }
}
