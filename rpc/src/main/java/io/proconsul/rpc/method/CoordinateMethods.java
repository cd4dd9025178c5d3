package io.proconsul.rpc.method;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Coordinates;
import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** Where nodes stand in the space of round-trip times. */
public final class CoordinateMethods {
    /** Comes true with the leader's next batch, within some seconds. */
    public static final Method<CoordinateUpdate, Void> UPDATE =
            Method.write("Coordinate.Update", CoordinateUpdate.class, Void.class);

    /** What the asked server knows from the pool of all servers. */
    public static final Method<Empty, List<DatacenterMap>> LIST_DATACENTERS =
            Method.records(
                    "Coordinate.ListDatacenters",
                    Empty.class,
                    DatacenterMap.class,
                    Method.Kind.LOCAL);

    public static final Method<DatacenterRequest, Coordinates> LIST_NODES =
            Method.query("Coordinate.ListNodes", DatacenterRequest.class, Coordinates.class);

    /** One for each segment the node is in; nil for an unknown node. */
    public static final Method<NodeRequest, Coordinates> NODE =
            Method.query("Coordinate.Node", NodeRequest.class, Coordinates.class);

    private CoordinateMethods() {}
}
