package io.proconsul.agent.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.model.filter.Regex;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which events may be fired, and which are meant for a node. */
final class EventRules {
    private EventRules() {}

    /** What the filters of an event look at. */
    record Service(String name, List<String> tags) {}

    /**
     * Lets valid events through.
     *
     * @throws AgentRefusal for the others, with 1.8.7's words (vectors event-007 to event-010)
     */
    static void check(UserEvent event) {
        if (event.name().isEmpty()) {
            throw AgentRefusal.invalid("Missing name");
        }
        if (!event.tagFilter().isEmpty() && event.serviceFilter().isEmpty()) {
            throw AgentRefusal.failed("Cannot provide tag filter without service filter");
        }
        checkFilter("node", event.nodeFilter());
        checkFilter("service", event.serviceFilter());
        checkFilter("tag", event.tagFilter());
    }

    private static void checkFilter(String what, String expression) {
        try {
            var _ = Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw AgentRefusal.failed(
                    "Invalid " + what + " filter: " + Regex.problem(wrong, expression));
        }
    }

    /**
     * Whether a node is meant. An event whose filters cannot be read, or of a version to come, is
     * meant for nobody.
     *
     * @param services those of the node
     */
    static boolean isFor(UserEvent event, String node, Supplier<List<Service>> services) {
        return event.version() == UserEvent.VERSION
                && finds(event.nodeFilter(), node)
                && (event.serviceFilter().isEmpty()
                        || services.get().stream().anyMatch(service -> matches(event, service)));
    }

    private static boolean matches(UserEvent event, Service service) {
        return finds(event.serviceFilter(), service.name())
                && (event.tagFilter().isEmpty()
                        || service.tags().stream().anyMatch(tag -> finds(event.tagFilter(), tag)));
    }

    private static boolean finds(String expression, String text) {
        return expression.isEmpty()
                || pattern(expression).filter(known -> known.matcher(text).find()).isPresent();
    }

    private static Optional<Pattern> pattern(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException wrong) {
            return Optional.empty();
        }
    }
}
