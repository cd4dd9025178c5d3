package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;

/**
 * What the holder of a token may do with this agent's services and checks (HTTP reference, section
 * 13; the texts were observed on 1.8.7 with access control on).
 */
final class Permissions {
    private static final String DENIED = "Permission denied";

    private final TokenResolver resolver;
    private final LocalState state;
    private final String node;

    Permissions(TokenResolver resolver, LocalState state, String node) {
        this.resolver = resolver;
        this.state = state;
        this.node = node;
    }

    /**
     * @throws AgentRefusal when the token does not exist
     */
    Holder of(String token) {
        try {
            return new Holder(resolver.resolve(token));
        } catch (UnknownTokenException unknown) {
            throw AgentRefusal.denied(String.valueOf(unknown.getMessage()));
        }
    }

    /** Asks for one token. The {@code must...} methods refuse, the others answer. */
    final class Holder {
        private final Authorizer authorizer;

        private Holder(Authorizer authorizer) {
            this.authorizer = authorizer;
        }

        boolean mayReadAll() {
            return authorizer.allowsEverything();
        }

        boolean mayRead(LocalService service) {
            return mayReadService(service.service().name());
        }

        boolean mayRead(LocalCheck check) {
            String service = check.check().serviceName();
            return service.isEmpty()
                    ? authorizer.allows(Resource.NODE, Access.READ, node)
                    : mayReadService(service);
        }

        private boolean mayReadService(String name) {
            return authorizer.allows(Resource.SERVICE, Access.READ, name);
        }

        void mustReadService(String name) {
            if (!mayReadService(name)) {
                throw AgentRefusal.denied(DENIED);
            }
        }

        void mustWriteNode() {
            if (!authorizer.allows(Resource.NODE, Access.WRITE, node)) {
                throw AgentRefusal.denied(DENIED);
            }
        }

        private void mustWriteService(String name, String told) {
            if (!authorizer.allows(Resource.SERVICE, Access.WRITE, name)) {
                throw AgentRefusal.denied(DENIED + ": Missing service:write on " + told);
            }
        }

        /** Registering needs the right for the old name, the new one and what a proxy serves. */
        void mustRegister(NodeService service) {
            mustWriteService(service.name(), service.name());
            state.service(service.id())
                    .ifPresent(old -> mustWriteService(old.service().name(), service.name()));
            if (service.kind().equals("connect-proxy")) {
                String served = service.proxy().destinationServiceName();
                mustWriteService(served, served);
            }
        }

        /** Changing a service that is there. */
        void mustUpdateService(String id) {
            if (authorizer.allowsEverything()) {
                return;
            }
            String name =
                    state.service(id)
                            .map(service -> service.service().name())
                            .orElseThrow(() ->
                                    AgentRefusal.failed("Unknown service {\"" + id + "\" {}}"));
            mustWriteService(name, name);
        }

        /** Registering a check of a service, or of the node when the service is unknown. */
        void mustRegisterCheck(String id, String serviceId) {
            String service =
                    state.service(serviceId).map(local -> local.service().name()).orElse("");
            mustWriteCheckOf(service);
            state.check(id).ifPresent(old -> mustWriteCheckOf(old.check().serviceName()));
        }

        /** Changing a check that is there. */
        void mustUpdateCheck(String id) {
            if (authorizer.allowsEverything()) {
                return;
            }
            LocalCheck check =
                    state.check(id)
                            .orElseThrow(() -> AgentRefusal.failed("Unknown check \"" + id + "\""));
            mustWriteCheckOf(check.check().serviceName());
        }

        private void mustWriteCheckOf(String service) {
            if (!service.isEmpty()) {
                mustWriteService(service, service);
            } else if (!authorizer.allows(Resource.NODE, Access.WRITE, node)) {
                throw AgentRefusal.denied(DENIED + ": Missing node:write on " + node);
            }
        }
    }
}
