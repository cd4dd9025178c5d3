package io.proconsul.model.preparedquery;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Which instances of a service a query is after.
 *
 * @param failover where to ask when nobody is left here
 * @param onlyPassing leaves out instances with a warning too, not only critical ones
 * @param ignoreCheckIds checks that do not count
 * @param near the node nearest to which instances come first, {@link #AGENT} or {@link #IP}
 * @param tags instances carry all of these, and none that is written with a {@code !} in front
 * @param connect asks for those that take mesh traffic for the service
 */
public record ServiceQuery(
        String service,
        QueryDatacenterOptions failover,
        boolean onlyPassing,
        @Wire("IgnoreCheckIDs") @Nullable List<String> ignoreCheckIds,
        String near,
        @Nullable List<String> tags,
        @Nullable Map<String, String> nodeMeta,
        @Nullable Map<String, String> serviceMeta,
        boolean connect) {
    /** Near the agent that was asked. */
    public static final String AGENT = "_agent";

    /** Near the node that has the client's address. */
    public static final String IP = "_ip";
}
