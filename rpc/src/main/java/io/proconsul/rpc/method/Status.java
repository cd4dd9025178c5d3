package io.proconsul.rpc.method;

import io.proconsul.model.operator.ServerStats;
import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** Who leads, who votes, and how a server does. */
public final class Status {
    /** {@code host:port} of the leader; empty while there is none. */
    public static final Method<DatacenterRequest, String> LEADER =
            Method.local("Status.Leader", DatacenterRequest.class, String.class);

    /** {@code host:port} of every voter. */
    public static final Method<DatacenterRequest, List<String>> PEERS =
            Method.texts("Status.Peers", DatacenterRequest.class, Method.Kind.LOCAL);

    /** Whether a server answers at all. */
    public static final Method<Empty, Void> PING =
            Method.local("Status.Ping", Empty.class, Void.class);

    /** How far the asked server has got in the replicated log. */
    public static final Method<Empty, ServerStats> RAFT_STATS =
            Method.local("Status.RaftStats", Empty.class, ServerStats.class);

    private Status() {}
}
