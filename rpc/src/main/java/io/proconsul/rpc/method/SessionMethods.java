package io.proconsul.rpc.method;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.session.Sessions;

/** Sessions. */
public final class SessionMethods {
    /** The session's id for create, empty for destroy. */
    public static final Method<SessionRequest, String> APPLY =
            Method.write("Session.Apply", SessionRequest.class, String.class);

    public static final Method<SessionQuery, Sessions> GET =
            Method.query("Session.Get", SessionQuery.class, Sessions.class);
    public static final Method<SessionQuery, Sessions> LIST =
            Method.query("Session.List", SessionQuery.class, Sessions.class);
    public static final Method<NodeRequest, Sessions> NODE_SESSIONS =
            Method.query("Session.NodeSessions", NodeRequest.class, Sessions.class);

    /** Starts the time-to-live anew; the leader keeps those clocks. */
    public static final Method<SessionQuery, Sessions> RENEW =
            Method.write("Session.Renew", SessionQuery.class, Sessions.class).tellingMeta();

    private SessionMethods() {}
}
