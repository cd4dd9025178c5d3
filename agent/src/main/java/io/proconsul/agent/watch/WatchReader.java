package io.proconsul.agent.watch;

import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.model.watch.WatchException;
import io.proconsul.model.watch.WatchKind;
import io.proconsul.model.watch.WatchOptions;
import io.proconsul.model.watch.WatchPlan;
import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code watches} of a configuration (observed on 1.8.7;
 * docs/protocol/observed-on-1.8.7.md). The texts of refusals are the original's; where that dumps
 * the whole watch, the place of the watch stands.
 */
public final class WatchReader {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(10);
    private static final String STANDARD_SHELL = "/bin/sh";

    private WatchReader() {}

    /**
     * All watches, in their order.
     *
     * @param shell the variable {@code SHELL}; empty for the usual one
     * @throws AgentRefusal when one cannot be meant
     */
    public static List<WatchDefinition> read(List<Map<String, Object>> watches, String shell) {
        List<WatchDefinition> read = new ArrayList<>();
        for (Map<String, Object> watch : watches) {
            read.add(one(new Parameters(watch), read.size() + 1, shell));
        }
        return read;
    }

    private static WatchDefinition one(Parameters watch, int place, String shell) {
        String handlerType = watch.text("handler_type");
        boolean http = handlerType.equals("http");
        if (!http && !handlerType.isEmpty() && !handlerType.equals("script")) {
            throw AgentRefusal.invalid("Handler type '" + handlerType + "' not recognized");
        }
        String type = watch.text("type");
        if (type.startsWith("connect_")) {
            throw AgentRefusal.invalid("Watch type " + type + " is not allowed in agent config");
        }
        Parameters config = watch.table("http_handler_config");
        boolean hasHandler = watch.has("handler");
        boolean hasArgs = watch.has("args");
        Object handler = watch.any("handler");
        List<String> args = watch.texts("args", "Watch args must be a list of strings");
        String token = watch.text("token");
        WatchPlan plan;
        WatchHandler url = null;
        try {
            plan = plan(type, watch);
            url = http ? url(config) : null;
        } catch (WatchException | AgentRefusal wrong) {
            throw AgentRefusal.invalid(
                    "Failed to parse watch " + place + ": " + wrong.getMessage());
        }
        if (hasHandler) {
            LOG.warn(
                    "The 'handler' field in watches has been deprecated and replaced with the"
                            + " 'args' field. See https://www.consul.io/docs/agent/watches.html");
        }
        if (hasHandler && !(handler instanceof String)) {
            throw AgentRefusal.invalid("Watch handler must be a string");
        }
        if ((hasHandler ? 1 : 0) + (hasArgs ? 1 : 0) + (http ? 1 : 0) > 1) {
            throw AgentRefusal.invalid("Only one watch handler allowed");
        }
        if (url != null) {
            return new WatchDefinition(plan, token, url);
        }
        if (handler instanceof String line) {
            String program = shell.isEmpty() ? STANDARD_SHELL : shell;
            args = List.of(program, "-c", line);
        }
        if (args.isEmpty()) {
            throw AgentRefusal.invalid("Must define a watch handler");
        }
        return new WatchDefinition(plan, token, new WatchHandler.Program(args));
    }

    private static WatchPlan plan(String type, Parameters watch) throws WatchException {
        if (type.isEmpty()) {
            throw new WatchException("Watch type must be specified");
        }
        WatchKind kind = WatchKind.named(type);
        if (kind == null) {
            throw new WatchException("Unsupported watch type: " + type);
        }
        List<String> given = new ArrayList<>(watch.names());
        given.removeAll(List.of("datacenter", "stale"));
        WatchOptions options =
                new WatchOptions(
                        watch.text("datacenter"),
                        watch.truth("stale"),
                        watch.text("key"),
                        watch.text("prefix"),
                        watch.text("service"),
                        watch.texts("tag", "Expecting tag to be a string or []string"),
                        watch.truth("passingonly"),
                        watch.text("state"),
                        watch.text("name"),
                        given);
        return WatchPlan.of(kind, options);
    }

    private static WatchHandler url(@Nullable Parameters config) {
        if (config == null) {
            throw AgentRefusal.invalid(
                    "Handler type 'http' requires 'http_handler_config' to be set");
        }
        try {
            return urlOf(config);
        } catch (AgentRefusal wrong) {
            throw AgentRefusal.invalid(
                    "Failed to parse 'http_handler_config': " + wrong.getMessage());
        }
    }

    private static WatchHandler.Url urlOf(Parameters config) {
        String path = config.text("path");
        if (path.isEmpty()) {
            throw AgentRefusal.invalid("Requires 'path' to be set");
        }
        String method = config.text("method");
        Duration timeout = timeout(config.text("timeout"));
        Map<String, List<String>> headers = headers(config.table("header"));
        boolean skipVerify = config.truth("tls_skip_verify");
        return new WatchHandler.Url(
                path, method.isEmpty() ? "POST" : method, headers, timeout, skipVerify);
    }

    private static Duration timeout(String text) {
        if (text.isEmpty()) {
            return STANDARD_TIMEOUT;
        }
        try {
            Duration given = GoDuration.parse(text);
            return given.isPositive() ? given : STANDARD_TIMEOUT;
        } catch (IllegalArgumentException wrong) {
            throw AgentRefusal.invalid("Failed to parse timeout: " + wrong.getMessage());
        }
    }

    private static Map<String, List<String>> headers(@Nullable Parameters table) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (table != null) {
            for (String name : List.copyOf(table.names())) {
                headers.put(name, table.texts(name, "Expecting header values to be strings"));
            }
        }
        return headers;
    }
}
