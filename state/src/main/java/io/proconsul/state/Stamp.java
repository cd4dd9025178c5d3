package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;

/** Rows with other indexes. */
final class Stamp {
    private Stamp() {}

    static Node node(Node n, long created, long modified) {
        return new Node(
                n.id(),
                n.name(),
                n.address(),
                n.datacenter(),
                n.taggedAddresses(),
                n.meta(),
                created,
                modified);
    }

    static NodeService service(NodeService s, long created, long modified) {
        return new NodeService(
                s.kind(),
                s.id(),
                s.name(),
                s.tags(),
                s.address(),
                s.taggedAddresses(),
                s.meta(),
                s.port(),
                Weighing.of(s.weights()),
                s.enableTagOverride(),
                s.proxy(),
                s.connect(),
                false,
                created,
                modified);
    }

    static HealthCheck check(HealthCheck c, long created, long modified) {
        return new HealthCheck(
                c.node(),
                c.checkId(),
                c.name(),
                c.status(),
                c.notes(),
                c.output(),
                c.serviceId(),
                c.serviceName(),
                c.serviceTags(),
                c.type(),
                c.definition(),
                created,
                modified);
    }

    static Session session(Session s, String behavior, long index) {
        return new Session(
                s.id(),
                s.name(),
                s.node(),
                s.lockDelay(),
                behavior,
                s.ttl(),
                s.nodeChecks(),
                s.serviceChecks(),
                s.checks(),
                index,
                index);
    }

    static KvEntry entry(KvEntry e, long lockIndex, String session, long created, long modified) {
        return new KvEntry(lockIndex, e.key(), e.flags(), e.value(), session, created, modified);
    }
}
