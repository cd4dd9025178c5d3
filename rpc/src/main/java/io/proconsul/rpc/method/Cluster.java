package io.proconsul.rpc.method;

import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** What only servers of Proconsul ask each other; a genuine one does not know these methods. */
public final class Cluster {
    /** How far the asked server has come with a log of its own, before there is a leader. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static final Method<DatacenterRequest, List<String>> FOUNDING =
            Method.local("Proconsul.Founding", DatacenterRequest.class, (Class) List.class);

    private Cluster() {}
}
