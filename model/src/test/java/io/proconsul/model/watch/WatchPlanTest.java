package io.proconsul.model.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.model.watch.WatchPlan.Parameter;

import org.junit.jupiter.api.Test;

import java.util.List;

class WatchPlanTest {
    private static WatchOptions service(String service, String state, String... given) {
        return new WatchOptions(
                "dc2", true, "", "", service, List.of(), false, state, "", List.of(given));
    }

    @Test
    void checks_are_those_of_a_service_or_of_a_state_or_all() throws WatchException {
        assertThat(WatchPlan.of(WatchKind.CHECKS, service("", "")).path())
                .isEqualTo("/v1/health/state/any");
        assertThat(WatchPlan.of(WatchKind.CHECKS, service("web", "")).path())
                .isEqualTo("/v1/health/checks/web");
        assertThat(WatchPlan.of(WatchKind.CHECKS, service("", "critical")).parameters())
                .containsExactly(new Parameter("dc", "dc2"), new Parameter("stale", ""));
    }

    @Test
    void what_belongs_to_other_kinds_is_refused() {
        assertThatThrownBy(() -> WatchPlan.of(WatchKind.NODES, service("", "", "key", "service")))
                .isInstanceOf(WatchException.class)
                .hasMessage("Invalid parameters: [key service]");
    }

    @Test
    void a_check_is_written_with_all_members_in_the_order_of_the_original()
            throws WatchException, JsonException {
        WatchPlan plan = WatchPlan.of(WatchKind.CHECKS, service("", ""));
        JsonValue answer =
                JsonValue.parse(
                        "[{\"Status\":\"passing\",\"Node\":\"n\",\"Definition\":"
                                + "{\"TCP\":\"a:1\",\"Interval\":\"10s\"},\"New\":[1]}]");

        assertThat(plan.read(answer, ""))
                .isEqualTo(
                        "[{\"Node\":\"n\",\"CheckID\":\"\",\"Name\":\"\",\"Status\":\"passing\","
                                + "\"Notes\":\"\",\"Output\":\"\",\"ServiceID\":\"\","
                                + "\"ServiceName\":\"\",\"ServiceTags\":null,\"Type\":\"\","
                                + "\"Definition\":{\"Interval\":\"10s\",\"Timeout\":\"0s\","
                                + "\"DeregisterCriticalServiceAfter\":\"0s\",\"HTTP\":\"\","
                                + "\"Header\":null,\"Method\":\"\",\"Body\":\"\","
                                + "\"TLSSkipVerify\":false,\"TCP\":\"a:1\"},\"CreateIndex\":0,"
                                + "\"ModifyIndex\":0,\"New\":[1]}]");
    }

    @Test
    void an_event_is_found_again_by_the_index_made_from_its_id() {
        assertThat(NewEvents.index("74e9151b-1b92-70d0-75b1-d01aa567a873"))
                .isEqualTo(97044003277887651L);
        assertThat(NewEvents.index("no id")).isZero();
    }
}
