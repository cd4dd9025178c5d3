package io.proconsul.rpc.method;

import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** What only servers of Proconsul ask each other; a genuine one does not know these methods. */
public final class Cluster {
    /** How far the asked server has come with a log of its own, before there is a leader. */
    public static final Method<DatacenterRequest, List<String>> FOUNDING =
            Method.texts("Proconsul.Founding", DatacenterRequest.class, Method.Kind.LOCAL);

    private Cluster() {}
}
