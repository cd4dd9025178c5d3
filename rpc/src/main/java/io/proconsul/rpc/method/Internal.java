package io.proconsul.rpc.method;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.event.EventFireReply;
import io.proconsul.model.event.EventFireRequest;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.internal.NodeDump;
import io.proconsul.model.internal.ServiceDumpRequest;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.query.DatacenterRequest;

/** What agents and the web UI ask that has no place of its own. */
public final class Internal {
    public static final Method<NodeRequest, NodeDump> NODE_INFO =
            Method.query("Internal.NodeInfo", NodeRequest.class, NodeDump.class);
    public static final Method<DatacenterRequest, NodeDump> NODE_DUMP =
            Method.query("Internal.NodeDump", DatacenterRequest.class, NodeDump.class);
    public static final Method<ServiceDumpRequest, CheckServiceNodes> SERVICE_DUMP =
            Method.query("Internal.ServiceDump", ServiceDumpRequest.class, CheckServiceNodes.class);

    /** Never waits; the reply is nothing but query meta. */
    public static final Method<EventFireRequest, EventFireReply> EVENT_FIRE =
            Method.query("Internal.EventFire", EventFireRequest.class, EventFireReply.class);

    /**
     * The asked server's own pools, and one server of each other datacenter. The reply carries
     * query meta, with an index of 0 (vector rpc-080).
     */
    public static final Method<KeyringRequest, KeyringResponses> KEYRING_OPERATION =
            Method.local("Internal.KeyringOperation", KeyringRequest.class, KeyringResponses.class)
                    .tellingMeta();

    private Internal() {}
}
