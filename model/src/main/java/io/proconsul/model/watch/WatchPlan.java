package io.proconsul.model.watch;

import io.proconsul.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One watch: what is asked, and how its answer reads.
 *
 * @param path of the question, not escaped
 * @param parameters of the question, in the order they are sent
 */
public record WatchPlan(WatchKind kind, String path, List<Parameter> parameters) {
    /** A parameter; the same name may come several times. */
    public record Parameter(String name, String value) {}

    public WatchPlan {
        parameters = List.copyOf(parameters);
    }

    /**
     * @throws WatchException when a parameter is missing or contradicts another
     */
    public static WatchPlan of(WatchKind kind, WatchOptions options) throws WatchException {
        List<Parameter> parameters = new ArrayList<>();
        add(parameters, "dc", options.datacenter());
        if (options.stale()) {
            parameters.add(new Parameter("stale", ""));
        }
        String path = path(kind, options, parameters);
        refuseOthers(kind, options);
        return new WatchPlan(kind, path, parameters);
    }

    private static void refuseOthers(WatchKind kind, WatchOptions options) throws WatchException {
        List<String> others =
                options.given().stream().filter(name -> !kind.parameters().contains(name)).toList();
        if (!others.isEmpty()) {
            throw new WatchException("Invalid parameters: [" + String.join(" ", others) + "]");
        }
    }

    private static String path(WatchKind kind, WatchOptions options, List<Parameter> parameters)
            throws WatchException {
        return switch (kind) {
            case KEY -> "/v1/kv/" + needed(options.key(), "Must specify a single key to watch");
            case KEYPREFIX -> {
                parameters.add(new Parameter("recurse", ""));
                yield "/v1/kv/" + needed(options.prefix(), "Must specify a single prefix to watch");
            }
            case SERVICES -> "/v1/catalog/services";
            case NODES -> "/v1/catalog/nodes";
            case SERVICE -> service(options, parameters);
            case CHECKS -> checks(options);
            case EVENT -> {
                add(parameters, "name", options.name());
                yield "/v1/event/list";
            }
        };
    }

    private static String service(WatchOptions options, List<Parameter> parameters)
            throws WatchException {
        String name = needed(options.service(), "Must specify a single service to watch");
        options.tags().forEach(tag -> parameters.add(new Parameter("tag", tag)));
        if (options.passingOnly()) {
            parameters.add(new Parameter("passing", "1"));
        }
        return "/v1/health/service/" + name;
    }

    private static String checks(WatchOptions options) throws WatchException {
        if (!options.service().isEmpty() && !options.state().isEmpty()) {
            throw new WatchException("Cannot specify service and state");
        }
        return options.service().isEmpty()
                ? "/v1/health/state/" + (options.state().isEmpty() ? "any" : options.state())
                : "/v1/health/checks/" + options.service();
    }

    private static String needed(String value, String refusal) throws WatchException {
        if (value.isEmpty()) {
            throw new WatchException(refusal);
        }
        return value;
    }

    private static void add(List<Parameter> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.add(new Parameter(name, value));
        }
    }

    /**
     * What handlers read: the answer with its members in the original's order and with those it
     * adds.
     *
     * @param answer null when there is nothing, which is {@code null} for keys
     * @param indent of nested values; empty: all in one line
     */
    public String read(@Nullable JsonValue answer, String indent) {
        return kind.form().write(answer, indent);
    }
}
