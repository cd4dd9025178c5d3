package io.proconsul.http.handler;

import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Response;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;

import java.time.Duration;

/** What reads say about the freshness of their answers. */
final class IndexHeaders {
    private static final HeaderName INDEX = new HeaderName("X-Consul-Index");
    private static final HeaderName KNOWN_LEADER = new HeaderName("X-Consul-Knownleader");
    private static final HeaderName LAST_CONTACT = new HeaderName("X-Consul-Lastcontact");
    private static final HeaderName CONSISTENCY = new HeaderName("X-Consul-Effective-Consistency");

    private static final Header LEADER_KNOWN = KNOWN_LEADER.of("true");
    private static final Header LEADER_UNKNOWN = KNOWN_LEADER.of("false");
    private static final Header JUST_NOW = LAST_CONTACT.of(0);
    private static final Header LEADER = CONSISTENCY.of("leader");
    private static final Header STALE = CONSISTENCY.of("stale");
    private static final Header CONSISTENT = CONSISTENCY.of("consistent");

    /** What a failed read says: it found nothing out. */
    private static final QueryMeta NOTHING = new QueryMeta(1, Duration.ZERO, false, "");

    private IndexHeaders() {}

    static Response add(Response response, QueryMeta meta) {
        return addLeader(response.with(INDEX.of(Math.max(1, meta.index()))), meta);
    }

    /** Without an index, as transactions answer. */
    static Response addLeader(Response response, QueryMeta meta) {
        long contact = meta.lastContact().toMillis();
        return response.with(meta.knownLeader() ? LEADER_KNOWN : LEADER_UNKNOWN)
                .with(contact == 0 ? JUST_NOW : LAST_CONTACT.of(contact));
    }

    static Response addNothing(Response response) {
        return add(response, NOTHING);
    }

    /** The mode in which the answer was read. */
    static Response addConsistency(Response response, QueryOptions options) {
        return response.with(mode(options));
    }

    /** The name of that mode. */
    static String consistency(QueryOptions options) {
        return mode(options).value();
    }

    private static Header mode(QueryOptions options) {
        if (options.allowStale()) {
            return STALE;
        }
        return options.requireConsistent() ? CONSISTENT : LEADER;
    }
}
