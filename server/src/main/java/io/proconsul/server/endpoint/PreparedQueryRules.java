package io.proconsul.server.endpoint;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.preparedquery.ServiceQuery;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.rpc.RpcException;
import io.proconsul.state.Metadata;

/**
 * What a prepared query must be like by itself. Whether its name is free, its session alive and its
 * template right is decided where it is applied.
 */
final class PreparedQueryRules {
    private PreparedQueryRules() {}

    /**
     * @throws RpcException when something is wrong with it
     */
    static void require(PreparedQuery query) {
        if (!query.isNamed() && query.session().isEmpty()) {
            throw invalid("Must be bound to a session");
        }
        if (query.token().equals(PreparedQuery.HIDDEN_TOKEN)) {
            throw invalid(
                    "Bad Token '%s', it looks like a query definition with a redacted token was submitted"
                            .formatted(query.token()));
        }
        require(query.service());
        require(query.dns());
    }

    private static void require(ServiceQuery service) {
        if (service.service().isEmpty()) {
            throw invalid("Must provide a Service name to query");
        }
        int nearest = service.failover().nearestN();
        if (nearest < 0) {
            throw invalid("Bad NearestN '" + nearest + "', must be >= 0");
        }
        String problem = Metadata.problemOfCondition(service.nodeMeta());
        if (problem != null) {
            throw invalid(problem);
        }
    }

    private static void require(QueryDnsOptions dns) {
        if (dns.ttl().isEmpty()) {
            return;
        }
        long ttl = nanos(dns.ttl());
        if (ttl < 0) {
            throw invalid("DNS TTL '" + ttl + "', must be >=0");
        }
    }

    private static long nanos(String ttl) {
        try {
            return GoDuration.parse(ttl).toNanos();
        } catch (IllegalArgumentException wrong) {
            throw invalid("Bad DNS TTL '" + ttl + "': " + wrong.getMessage());
        }
    }

    private static RpcException invalid(String text) {
        return new RpcException("Invalid prepared query: " + text);
    }
}
