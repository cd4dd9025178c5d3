package io.proconsul.rpc.method;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.RemovePeerRequest;
import io.proconsul.model.query.DatacenterRequest;

/**
 * What operators look at and change. The replies carry no query meta on the wire, though the
 * requests have options.
 */
public final class Operator {
    public static final Method<DatacenterRequest, RaftConfiguration> RAFT_GET_CONFIGURATION =
            Method.query(
                            "Operator.RaftGetConfiguration",
                            DatacenterRequest.class,
                            RaftConfiguration.class)
                    .withoutMeta();
    public static final Method<RemovePeerRequest, Void> RAFT_REMOVE_PEER_BY_ADDRESS =
            Method.write("Operator.RaftRemovePeerByAddress", RemovePeerRequest.class, Void.class);
    public static final Method<RemovePeerRequest, Void> RAFT_REMOVE_PEER_BY_ID =
            Method.write("Operator.RaftRemovePeerByID", RemovePeerRequest.class, Void.class);

    public static final Method<DatacenterRequest, AutopilotConfig> AUTOPILOT_GET_CONFIGURATION =
            Method.query(
                            "Operator.AutopilotGetConfiguration",
                            DatacenterRequest.class,
                            AutopilotConfig.class)
                    .withoutMeta();

    /** False only when a compare-and-set found another configuration, or without one. */
    public static final Method<AutopilotSetRequest, Boolean> AUTOPILOT_SET_CONFIGURATION =
            Method.write(
                    "Operator.AutopilotSetConfiguration", AutopilotSetRequest.class, Boolean.class);

    /** The leader's view; options that allow another to answer do not count. */
    public static final Method<DatacenterRequest, ClusterHealth> SERVER_HEALTH =
            Method.query("Operator.ServerHealth", DatacenterRequest.class, ClusterHealth.class)
                    .withoutMeta();

    private Operator() {}
}
