package io.proconsul.agent.service;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service definition must keep, asked in the reference's order: the first broken rule is the
 * one that callers are told (vectors agent-027 to agent-041).
 */
public final class ServiceRules {
    private static final int MAX_WEIGHT = 65535;
    private static final String BAD_STATUS =
            "Status for checks must 'passing', 'warning', 'critical'";

    private ServiceRules() {}

    /**
     * Makes a registration of a definition that came over the API.
     *
     * @throws AgentRefusal naming the first rule that is broken
     */
    public static Registration registration(ServiceDefinition definition, String token) {
        if (definition.name().isEmpty()) {
            throw AgentRefusal.invalid("Missing service name");
        }
        if (AddressRules.isAny(definition.address())) {
            throw AgentRefusal.invalid("Invalid service address");
        }
        refuseIf("Invalid Weights: ", brokenWeights(definition.weights()));
        refuseIf("Invalid Service Meta: ", brokenMeta(definition));
        NodeService service = Definitions.resolved(definition);
        refuseIf("", ProxyRules.brokenBy(service));
        List<CheckType> checks = Definitions.checks(definition);
        refuseIf("Invalid check: ", brokenChecks(checks));
        if (!allMayStart(checks)) {
            throw AgentRefusal.invalid(BAD_STATUS);
        }
        refuseSidecarChecks(service.connect().sidecarService());
        return new Registration(service, checks, token);
    }

    /** The reference answers 500 here, and says so twice. */
    private static void refuseSidecarChecks(@Nullable ServiceDefinition sidecar) {
        if (sidecar == null) {
            return;
        }
        List<CheckType> checks = Definitions.checks(sidecar);
        brokenChecks(checks)
                .ifPresent(why -> {
                    throw AgentRefusal.failed(
                            "Bad request: Invalid check in sidecar_service: " + why);
                });
        if (!allMayStart(checks)) {
            throw AgentRefusal.failed("Bad request: " + BAD_STATUS);
        }
    }

    private static void refuseIf(String prefix, Optional<String> broken) {
        broken.ifPresent(why -> {
            throw AgentRefusal.invalid(prefix + why);
        });
    }

    /** The first rule the weights break; no weights are fine. */
    static Optional<String> brokenWeights(@Nullable Weights weights) {
        if (weights == null) {
            return Optional.empty();
        }
        if (weights.passing() < 1) {
            return Optional.of("Passing must be greater than 0");
        }
        if (weights.warning() < 0) {
            return Optional.of("Warning must be greater or equal than 0");
        }
        return weights.passing() > MAX_WEIGHT || weights.warning() > MAX_WEIGHT
                ? Optional.of("DNS Weight must be between 0 and 65535")
                : Optional.empty();
    }

    /** The first rule the metadata break. */
    static Optional<String> brokenMeta(ServiceDefinition definition) {
        Map<String, String> meta = definition.meta();
        return meta == null ? Optional.empty() : MetaRules.brokenByService(definition.kind(), meta);
    }

    /** The first rule that any of the checks breaks. */
    public static Optional<String> brokenChecks(List<CheckType> checks) {
        return checks.stream().flatMap(check -> CheckRules.brokenBy(check).stream()).findFirst();
    }

    private static boolean allMayStart(List<CheckType> checks) {
        return checks.stream().map(CheckType::status).allMatch(CheckRules::mayStartWith);
    }
}
