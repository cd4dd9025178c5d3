package io.proconsul.cli.event;

import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.RegexArgument;
import io.proconsul.config.flag.FlagSet;
import io.proconsul.config.flag.TextFlag;

/** Whom an event is for: the flags {@code -node}, {@code -service} and {@code -tag}. */
public final class Audience {
    private final TextFlag node;
    private final TextFlag service;
    private final TextFlag tag;

    public Audience(FlagSet flags) {
        node = flags.text("node", "", "Only nodes whose name this regular expression matches.");
        service =
                flags.text(
                        "service",
                        "",
                        "Only nodes with a service whose name this regular expression matches.");
        tag =
                flags.text(
                        "tag",
                        "",
                        "Of those services only the ones with a tag that this regular expression"
                                + " matches; needs -service.");
    }

    /** Refuses patterns that cannot be compiled, and tags of no service. */
    public void check() throws CommandException {
        compile("node filter", node);
        compile("service filter", service);
        if (!tag.value().isEmpty() && service.value().isEmpty()) {
            throw new CommandException("Cannot provide tag filter without service filter.");
        }
        compile("tag filter", tag);
    }

    private static void compile(String what, TextFlag pattern) throws CommandException {
        if (!pattern.value().isEmpty()) {
            RegexArgument.compile(what, pattern.value());
        }
    }

    /** The request that fires the event to this audience. */
    public ApiRequest fire(String name, byte[] payload) {
        return ApiRequest.put("/v1/event/fire/" + ApiRequest.escapePath(name))
                .withGiven("node", node.value())
                .withGiven("service", service.value())
                .withGiven("tag", tag.value())
                .body(payload);
    }
}
