package io.proconsul.rpc.method;

import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.ExplainReply;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQueryLookup;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.preparedquery.RemoteExecuteRequest;
import io.proconsul.model.query.DatacenterRequest;

/** Prepared queries. */
public final class PreparedQueryMethods {
    /** No query goes by that id or name; part of the failures of all that look for one. */
    public static final String NOT_FOUND = "Query not found";

    /** The query's id. */
    public static final Method<PreparedQueryRequest, String> APPLY =
            Method.write("PreparedQuery.Apply", PreparedQueryRequest.class, String.class);

    public static final Method<PreparedQueryLookup, PreparedQueries> GET =
            Method.query("PreparedQuery.Get", PreparedQueryLookup.class, PreparedQueries.class);
    public static final Method<DatacenterRequest, PreparedQueries> LIST =
            Method.query("PreparedQuery.List", DatacenterRequest.class, PreparedQueries.class);

    /** Never waits for a change. */
    public static final Method<ExecuteRequest, ExplainReply> EXPLAIN =
            Method.query("PreparedQuery.Explain", ExecuteRequest.class, ExplainReply.class);

    /** Never waits for a change. */
    public static final Method<ExecuteRequest, ExecuteReply> EXECUTE =
            Method.query("PreparedQuery.Execute", ExecuteRequest.class, ExecuteReply.class);

    /** Executes the query of another datacenter, without looking further. */
    public static final Method<RemoteExecuteRequest, ExecuteReply> EXECUTE_REMOTE =
            Method.query(
                    "PreparedQuery.ExecuteRemote", RemoteExecuteRequest.class, ExecuteReply.class);

    private PreparedQueryMethods() {}
}
