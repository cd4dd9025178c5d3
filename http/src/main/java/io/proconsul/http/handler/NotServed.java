package io.proconsul.http.handler;

import io.proconsul.http.message.Response;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Handler;

/**
 * Endpoints of the reference that this version does not serve. Their methods are known, so that
 * clients that ask for those get what they expect; everything else is 404, as for any path that
 * does not exist. Those about access control say that it is off, which is the truth.
 */
public final class NotServed implements Family {
    private static final Handler NOT_FOUND = Handler.at(request -> Response.empty(404));
    private static final Handler NO_ACCESS_CONTROL =
            Handler.at(request -> Response.text(401, "ACL support disabled"));

    /** Pattern and methods. */
    private static final String[][] MISSING = {
        {"/v1/agent/connect/authorize", "POST"},
        {"/v1/agent/connect/ca/roots", "GET"},
        {"/v1/agent/connect/ca/leaf/", "GET"},
        {"/v1/config", "PUT"},
        {"/v1/config/", "GET", "DELETE"},
        {"/v1/connect/ca/configuration", "GET", "PUT"},
        {"/v1/connect/ca/roots", "GET"},
        {"/v1/connect/intentions", "GET", "POST"},
        {"/v1/connect/intentions/match", "GET"},
        {"/v1/connect/intentions/check", "GET"},
        {"/v1/connect/intentions/exact", "GET", "PUT", "DELETE"},
        {"/v1/connect/intentions/", "GET", "PUT", "DELETE"},
        {"/v1/discovery-chain/", "GET", "POST"},
        {"/v1/internal/ui/gateway-services-nodes/", "GET"},
    };

    private static final String[][] ACCESS_CONTROL = {
        {"/v1/acl/bootstrap", "PUT"},
        {"/v1/acl/create", "PUT"},
        {"/v1/acl/update", "PUT"},
        {"/v1/acl/destroy/", "PUT"},
        {"/v1/acl/info/", "GET"},
        {"/v1/acl/clone/", "PUT"},
        {"/v1/acl/list", "GET"},
        {"/v1/acl/login", "POST"},
        {"/v1/acl/logout", "POST"},
        {"/v1/acl/replication", "GET"},
        {"/v1/acl/policies", "GET"},
        {"/v1/acl/policy", "PUT"},
        {"/v1/acl/policy/", "GET", "PUT", "DELETE"},
        {"/v1/acl/policy/name/", "GET"},
        {"/v1/acl/roles", "GET"},
        {"/v1/acl/role", "PUT"},
        {"/v1/acl/role/name/", "GET"},
        {"/v1/acl/role/", "GET", "PUT", "DELETE"},
        {"/v1/acl/binding-rules", "GET"},
        {"/v1/acl/binding-rule", "PUT"},
        {"/v1/acl/binding-rule/", "GET", "PUT", "DELETE"},
        {"/v1/acl/auth-methods", "GET"},
        {"/v1/acl/auth-method", "PUT"},
        {"/v1/acl/auth-method/", "GET", "PUT", "DELETE"},
        {"/v1/acl/rules/translate", "POST"},
        {"/v1/acl/rules/translate/", "GET"},
        {"/v1/acl/tokens", "GET"},
        {"/v1/acl/token", "PUT"},
        {"/v1/acl/token/self", "GET"},
        {"/v1/acl/token/", "GET", "PUT", "DELETE"},
        {"/v1/internal/acl/authorize", "POST"},
    };

    @Override
    public void addTo(EndpointTable table) {
        addAll(table, MISSING, NOT_FOUND);
        addAll(table, ACCESS_CONTROL, NO_ACCESS_CONTROL);
    }

    private static void addAll(EndpointTable table, String[][] rows, Handler handler) {
        for (String[] row : rows) {
            Endpoint[] endpoints = new Endpoint[row.length - 1];
            for (int i = 1; i < row.length; i++) {
                endpoints[i - 1] = new Endpoint(row[i], handler, BodyLimit.NONE);
            }
            table.add(row[0], endpoints);
        }
    }
}
