package io.proconsul.model.preparedquery;

import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a query found (wire reference: PreparedQueryExecuteResponse).
 *
 * @param nodes instances in the order in which they shall be used
 * @param datacenter where they are
 * @param failovers how many other datacenters were asked
 */
public record ExecuteReply(
        String service,
        @Nullable List<CheckServiceNode> nodes,
        @Wire("DNS") QueryDnsOptions dns,
        String datacenter,
        int failovers) {

    public ExecuteReply withNodes(List<CheckServiceNode> others) {
        return new ExecuteReply(service, others, dns, datacenter, failovers);
    }

    public ExecuteReply withFailovers(int attempts) {
        return new ExecuteReply(service, nodes, dns, datacenter, attempts);
    }
}
