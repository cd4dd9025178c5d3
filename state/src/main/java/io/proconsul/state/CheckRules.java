package io.proconsul.state;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How checks come, change and go, and what that does to services and sessions. */
final class CheckRules {
    private final Draft draft;

    CheckRules(Draft draft) {
        this.draft = draft;
    }

    /** Makes the check be as wanted. One that is critical ends the sessions that depend on it. */
    void ensure(HealthCheck wanted) {
        HealthCheck before = draft.catalog.check(wanted.node(), wanted.checkId());
        if (draft.catalog.node(wanted.node()) == null) {
            throw new Refusal("Missing node registration");
        }
        HealthCheck check = completed(wanted);
        if (check.checkId().isEmpty()) {
            throw new Refusal("failed inserting check: object missing primary index");
        }
        if (before == null || !isSame(before, check)) {
            put(before, check);
        }
        if (check.status().equals(CheckStatus.CRITICAL)) {
            draft.sessionRules.endDependentOn(check);
        }
    }

    /** Ensures it if the check has the index expected; an expected 0 means that it is not there. */
    boolean cas(HealthCheck wanted) {
        HealthCheck before = draft.catalog.check(wanted.node(), wanted.checkId());
        if ((before == null ? 0 : before.modifyIndex()) != wanted.modifyIndex()) {
            return false;
        }
        ensure(wanted);
        return true;
    }

    /** Removes a check and ends the sessions that depend on it. */
    void delete(String node, String id) {
        HealthCheck check = draft.catalog.check(node, id);
        if (check != null) {
            draft.catalog.removeCheck(check);
            changed(check);
            draft.sessionRules.endDependentOn(check);
        }
    }

    boolean deleteCas(HealthCheck expected) {
        HealthCheck check = draft.catalog.check(expected.node(), expected.checkId());
        if (check == null || check.modifyIndex() != expected.modifyIndex()) {
            return false;
        }
        delete(expected.node(), expected.checkId());
        return true;
    }

    private void put(@Nullable HealthCheck before, HealthCheck wanted) {
        long created = before == null ? draft.index() : before.createIndex();
        HealthCheck check = Stamp.check(wanted, created, draft.index());
        draft.catalog.putCheck(check);
        changed(check);
        if (before != null) {
            left(before, check);
        }
    }

    /** What the check was before, it is no longer: another status, maybe another service's. */
    private void left(HealthCheck before, HealthCheck after) {
        draft.changed(new Topic.CheckState(before.status()));
        boolean sameService =
                before.serviceId().equals(after.serviceId())
                        && before.serviceName().equals(after.serviceName());
        if (!sameService) {
            changed(before);
        }
    }

    /** With the default status, and for an instance's check with the service's name and tags. */
    private HealthCheck completed(HealthCheck wanted) {
        String status = wanted.status().isEmpty() ? CheckStatus.CRITICAL : wanted.status();
        if (wanted.serviceId().isEmpty()) {
            return with(wanted, status, wanted.serviceName(), wanted.serviceTags());
        }
        NodeService service = draft.catalog.service(wanted.node(), wanted.serviceId());
        if (service == null) {
            throw new Refusal("Missing service registration");
        }
        return with(wanted, status, service.name(), service.tags());
    }

    private void changed(HealthCheck check) {
        draft.raise(Indexes.CHECKS);
        draft.changed(new Topic.Whole(Table.CHECKS));
        draft.changed(new Topic.CheckState(check.status()));
        draft.nodeRules.mark(check.node());
        if (check.serviceId().isEmpty()) {
            draft.nodeRules.touch(check.node());
            return;
        }
        draft.serviceRules.touchName(check.serviceName());
        NodeService service = draft.catalog.service(check.node(), check.serviceId());
        if (service != null) {
            draft.serviceRules.touch(new Instance(check.node(), service));
        }
    }

    private static boolean isSame(HealthCheck before, HealthCheck wanted) {
        return before.equals(Stamp.check(wanted, before.createIndex(), before.modifyIndex()));
    }

    private static HealthCheck with(
            HealthCheck c, String status, String serviceName, @Nullable List<String> serviceTags) {
        return new HealthCheck(
                c.node(),
                c.checkId(),
                c.name(),
                status,
                c.notes(),
                c.output(),
                c.serviceId(),
                serviceName,
                serviceTags,
                c.type(),
                c.definition(),
                c.createIndex(),
                c.modifyIndex());
    }
}
