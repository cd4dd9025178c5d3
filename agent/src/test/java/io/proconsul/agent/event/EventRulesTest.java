package io.proconsul.agent.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.agent.service.AgentRefusal;

import org.junit.jupiter.api.Test;

import java.util.List;

class EventRulesTest {
    private static final List<EventRules.Service> SERVICES =
            List.of(new EventRules.Service("web", List.of("v1", "primary")));

    private static UserEvent event(String node, String service, String tag) {
        return new UserEvent("id", "deploy", null, node, service, tag, 1, 0);
    }

    private static boolean isForUs(UserEvent event) {
        return EventRules.isFor(event, "node-7", () -> SERVICES);
    }

    @Test
    void filters_match_anywhere() {
        assertThat(isForUs(event("", "", ""))).isTrue();
        assertThat(isForUs(event("de-[0-9]", "", ""))).isTrue();
        assertThat(isForUs(event("^de", "", ""))).isFalse();
        assertThat(isForUs(event("", "e", ""))).isTrue();
        assertThat(isForUs(event("", "db", ""))).isFalse();
        assertThat(isForUs(event("", "web", "prim"))).isTrue();
        assertThat(isForUs(event("", "web", "v2"))).isFalse();
    }

    @Test
    void broken_filters_and_other_versions_are_for_nobody() {
        assertThat(isForUs(event("(", "", ""))).isFalse();
        assertThat(isForUs(new UserEvent("id", "deploy", null, "", "", "", 2, 0))).isFalse();
    }

    @Test
    void refusals_are_in_the_words_of_the_reference() {
        refused(
                event("(", "", ""),
                "Invalid node filter: error parsing regexp: missing closing ): `(`");
        refused(event("", "", "a"), "Cannot provide tag filter without service filter");
        refused(new UserEvent("", "", null, "", "", "", 1, 0), "Missing name");
    }

    private static void refused(UserEvent event, String text) {
        assertThatThrownBy(() -> EventRules.check(event))
                .isInstanceOf(AgentRefusal.class)
                .hasMessage(text);
    }
}
