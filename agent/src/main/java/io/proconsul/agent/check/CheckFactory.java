package io.proconsul.agent.check;

import io.proconsul.agent.check.http.FetchRequest;
import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.CheckKind;
import io.proconsul.model.health.CheckType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes checks that run of checks that are defined. */
final class CheckFactory {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SCRIPT_TIMEOUT = Duration.ofSeconds(30);
    private static final Map<String, String> HTTP_HEADERS =
            Map.of("User-Agent", "Consul Health Check", "Accept", "text/plain, text/*, */*");

    private final CheckSurroundings around;
    private final LocalState state;
    private final Verdicts verdicts;
    private final NodeIdentity node;
    private final AgentTokens tokens;
    private final int outputMaxSize;
    private final HttpFetch fetch;

    CheckFactory(
            CheckSurroundings around,
            LocalState state,
            NodeIdentity node,
            AgentTokens tokens,
            int outputMaxSize) {
        this.around = around;
        this.state = state;
        this.node = node;
        this.tokens = tokens;
        this.outputMaxSize = outputMaxSize;
        verdicts = state::report;
        fetch = new HttpFetch(around.dialer(), around.tls(), around.clock(), HTTP_HEADERS);
    }

    /** The running form of a check that is defined by a type, that is: not of maintenance mode. */
    RunningCheck running(LocalCheck check, CheckType type) {
        return switch (CheckKind.of(type)) {
            case TTL -> ttl(check, type);
            case ALIAS -> alias(check, type);
            case HTTP -> periodic(check, type, http(type));
            case TCP ->
                    periodic(
                            check,
                            type,
                            new TcpProbe(
                                    around.dialer(), type.tcp(), timeout(type, DEFAULT_TIMEOUT)));
            case SCRIPT -> periodic(check, type, script(type));
            case DOCKER ->
                    periodic(
                            check,
                            type,
                            new MissingProbe(
                                    "docker checks are not supported by this agent: container "
                                            + type.dockerContainerId()
                                            + " was not looked at"));
            case GRPC ->
                    periodic(
                            check,
                            type,
                            new MissingProbe(
                                    "gRPC checks are not supported by this agent: "
                                            + type.grpc()
                                            + " was not asked"));
            case MAINTENANCE -> throw new AssertionError("maintenance mode has no type");
        };
    }

    private TtlCheck ttl(LocalCheck check, CheckType type) {
        return new TtlCheck(
                check.id(),
                type.ttl(),
                outputMaxSize(type),
                verdicts,
                around.clock(),
                around.timers());
    }

    private RunningCheck alias(LocalCheck check, CheckType type) {
        String other = type.aliasNode();
        if (other.isEmpty() || other.equalsIgnoreCase(node.name())) {
            return new LocalAlias(
                    check.id(),
                    type.aliasService(),
                    other,
                    state,
                    verdicts,
                    around.timers(),
                    around.threads(),
                    around.chance());
        }
        Supplier<String> token = () -> check.token().isEmpty() ? tokens.user() : check.token();
        return new RemoteAlias(
                check.id(),
                node.datacenter(),
                other,
                type.aliasService(),
                token,
                around.caller(),
                verdicts,
                around.timers(),
                around.chance());
    }

    private Probe http(CheckType type) {
        FetchRequest request =
                new FetchRequest(
                        type.method().isEmpty() ? "GET" : type.method(),
                        type.http(),
                        Objects.requireNonNullElse(type.header(), Map.of()),
                        type.body(),
                        timeout(type, DEFAULT_TIMEOUT),
                        type.tlsSkipVerify());
        return new HttpProbe(fetch, request, outputMaxSize(type));
    }

    private Probe script(CheckType type) {
        return new ScriptProbe(
                Objects.requireNonNullElse(type.scriptArgs(), List.of()),
                timeout(type, DEFAULT_SCRIPT_TIMEOUT),
                outputMaxSize(type),
                around.threads());
    }

    private PeriodicCheck periodic(LocalCheck check, CheckType type, Probe probe) {
        return new PeriodicCheck(
                check.id(),
                type.interval(),
                probe,
                new Thresholds(type.successBeforePassing(), type.failuresBeforeCritical()),
                verdicts,
                around.timers(),
                around.threads(),
                around.chance());
    }

    private static Duration timeout(CheckType type, Duration otherwise) {
        return type.timeout().isPositive() ? type.timeout() : otherwise;
    }

    /** A definition may keep less than the agent does, never more. */
    private int outputMaxSize(CheckType type) {
        return type.outputMaxSize() > 0
                ? Math.min(type.outputMaxSize(), outputMaxSize)
                : outputMaxSize;
    }
}
