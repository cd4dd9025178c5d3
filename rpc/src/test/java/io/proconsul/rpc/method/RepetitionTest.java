package io.proconsul.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.rpc.RpcException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {
    private static boolean harmless(Method<?, ?> method, String failure) {
        return Repetition.isHarmless(method, new RpcException(failure));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rpc error making call: EOF",
                "rpc error making call: rpc error making call: EOF",
                "rpc error making call: stream closed",
                "rpc error making call: session shutdown"
            })
    void a_read_whose_connection_broke_may_be_repeated_and_a_write_may_not(String failure) {
        assertThat(harmless(Kvs.GET, failure)).isTrue();
        assertThat(harmless(Kvs.APPLY, failure)).isFalse();
        assertThat(harmless(SessionMethods.RENEW, failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc error making call: Permission denied", "no value named EOF", ""})
    void what_a_server_refused_is_not_asked_again(String failure) {
        assertThat(harmless(Kvs.GET, failure)).isFalse();
    }

    @Test
    void an_event_is_not_fired_twice() {
        assertThat(harmless(Internal.EVENT_FIRE, "rpc error making call: EOF")).isFalse();
    }
}
