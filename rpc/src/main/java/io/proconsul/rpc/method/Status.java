package io.proconsul.rpc.method;

import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** Who leads and who votes. */
public final class Status {
    /** {@code host:port} of the leader; empty while there is none. */
    public static final Method<DatacenterRequest, String> LEADER =
            Method.local("Status.Leader", DatacenterRequest.class, String.class);

    /** {@code host:port} of every voter. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static final Method<DatacenterRequest, List<String>> PEERS =
            Method.local("Status.Peers", DatacenterRequest.class, (Class) List.class);

    private Status() {}
}
