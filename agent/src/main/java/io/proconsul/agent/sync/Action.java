package io.proconsul.agent.sync;

import io.proconsul.agent.local.Gone;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One request that brings the catalog closer to the local state. */
sealed interface Action {
    /** Tells who the node is, nothing else. */
    record RegisterNode() implements Action {}

    /**
     * Writes a service and checks that have the same token.
     *
     * @param checks what of its checks the catalog does not know yet
     */
    record RegisterService(LocalService service, List<LocalCheck> checks) implements Action {}

    /**
     * Writes checks that have the same token.
     *
     * @param service what they are about; null: the node
     */
    record RegisterChecks(@Nullable LocalService service, List<LocalCheck> checks)
            implements Action {}

    /**
     * Takes a service out; its checks go with it.
     *
     * @param checks those of its checks that need no request of their own
     */
    record DeregisterService(Gone service, List<Gone> checks) implements Action {}

    record DeregisterCheck(Gone check) implements Action {}
}
