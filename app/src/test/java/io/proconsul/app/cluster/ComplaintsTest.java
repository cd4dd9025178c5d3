package io.proconsul.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class ComplaintsTest {
    private static final String BEFORE = "    2026-11-27T13:26:36.892Z [ERROR] ";

    private static final RecordedAnswer BAD_BODY =
            answer("PUT", "/v1/txn", 400, "Bad request: Request decode failed: EOF");

    private static RecordedAnswer answer(String method, String path, int status, String body) {
        return new RecordedAnswer("x-001", "x", method, path, status, Map.of(), body, "", true);
    }

    private static boolean isComplaint(String line, RecordedAnswer... sent) {
        return Complaints.isComplaint(BEFORE + line, List.of(sent));
    }

    private static String refusal(String method, String path, String error) {
        return "agent.http: Request error: method=%s url=%s from=127.0.0.1:1 error=\"%s\""
                .formatted(method, path, error);
    }

    @Test
    void refusals_of_what_was_sent_unreadable_on_purpose_are_none() {
        assertThat(isComplaint(refusal("PUT", "/v1/txn", BAD_BODY.body()), BAD_BODY)).isFalse();
    }

    @Test
    void refusals_of_what_nobody_sent_or_in_other_words_are_complaints() {
        assertThat(isComplaint(refusal("PUT", "/v1/txn", BAD_BODY.body()))).isTrue();
        assertThat(isComplaint(refusal("PUT", "/v1/txn2", BAD_BODY.body()), BAD_BODY)).isTrue();
        assertThat(isComplaint(refusal("GET", "/v1/txn", BAD_BODY.body()), BAD_BODY)).isTrue();
        assertThat(isComplaint(refusal("PUT", "/v1/txn", "decode failed"), BAD_BODY)).isTrue();
    }

    @Test
    void an_unreadable_answer_of_a_server_is_a_complaint_though_the_client_was_told_of_it() {
        String text = "rpc error making call: msgpack decode error [pos 3]: invalid byte";
        RecordedAnswer told = answer("GET", "/v1/kv/a", 500, text);
        assertThat(isComplaint(refusal("GET", "/v1/kv/a", text), told)).isTrue();
    }

    @Test
    void a_broken_escape_is_none_when_it_was_sent() {
        String line =
                "agent.http: Failed to decode query: from=127.0.0.1:1 error=\"invalid URL escape"
                        + " \"%zz\"\"";
        assertThat(isComplaint(line, answer("GET", "/v1/kv/a?x=%zz", 200, ""))).isFalse();
        assertThat(isComplaint(line, answer("GET", "/v1/kv/a?x=1", 200, ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.server.rpc: failed to read first RPC byte: msgpack decode error",
                "agent.server.memberlist.lan: memberlist: Failed to decode ping request",
                "agent.server.serf.lan: serf: Failed to decode leave message",
                "agent.server.raft: failed to decode incoming command",
                "agent.fsm: failed to unmarshal snapshot"
            })
    void whatever_else_could_not_be_read_is_a_complaint(String line) {
        assertThat(isComplaint(line, BAD_BODY)).isTrue();
    }
}
