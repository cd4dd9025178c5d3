package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Status;
import io.proconsul.rpc.wire.MethodCodec;
import io.proconsul.rpc.wire.RequestHeader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** What strangers may say, and what they hear (wire reference, sections 1, 3 and 4). */
class RpcListenerTest {
    private Port port = new Port();

    @AfterEach
    void close() {
        port.close();
    }

    private RawClient client() throws IOException {
        return new RawClient(port.address());
    }

    private static String ping(long seq) {
        return hex(new RequestHeader(seq, "Status.Ping").encode()) + "80";
    }

    private static String pong(long seq) {
        return hex(new RequestHeader(seq, "Status.Ping").answered("").encode()) + "80";
    }

    private static String refusal(String method, String error) {
        return hex(new RequestHeader(1, method).answered(error).encode()) + "80";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int length(String hex) {
        return hex.length() / 2;
    }

    @Test
    void bare_calls_are_answered_one_after_the_other() throws IOException {
        port.server.does(Status.PING);
        try (RawClient client = client()) {
            client.say("00" + ping(1) + ping(2));
            assertThat(client.hear(2 * length(pong(1)))).isEqualTo(pong(1) + pong(2));
        }
    }

    @Test
    void a_bare_call_is_answered_also_after_its_client_ended_its_side() throws IOException {
        port.server.does(Status.PING);
        try (RawClient client = client()) {
            client.say("00" + ping(1)).endOutput();
            assertThat(client.hearToTheEnd()).isEqualTo(pong(1));
        }
    }

    @Test
    void bytes_that_mean_nothing_are_refused_without_a_word() throws IOException {
        for (String first : new String[] {"02", "03", "06", "07", "08", "09", "ff"}) {
            try (RawClient client = client()) {
                assertThat(client.say(first).hearToTheEnd()).isEmpty();
            }
        }
    }

    @Test
    void who_says_nothing_is_sent_away() throws IOException {
        port.close();
        port = new Port(new RpcLimits(Duration.ofMillis(50), 100));
        try (RawClient client = client()) {
            assertThat(client.hearToTheEnd()).isEmpty();
        }
    }

    @Test
    void one_address_has_so_many_connections_and_no_more() throws IOException {
        port.close();
        port = new Port(new RpcLimits(Duration.ofSeconds(5), 2));
        port.server.does(Status.PING);
        try (RawClient first = client();
                RawClient second = client();
                RawClient third = client()) {
            assertThat(first.say("00" + ping(1)).hear(length(pong(1)))).isEqualTo(pong(1));
            assertThat(second.say("00" + ping(1)).hear(length(pong(1)))).isEqualTo(pong(1));
            assertThat(third.hearToTheEnd()).isEmpty();
        }
    }

    @Test
    void unknown_names_are_refused_in_the_words_of_the_reference() throws IOException {
        String[][] names = {
            {"KVS.Zap", "rpc: can't find method KVS.Zap"},
            {"Zap.Get", "rpc: can't find service Zap.Get"},
            {"Zap", "rpc: service/method request ill-formed: Zap"}
        };
        for (String[] name : names) {
            try (RawClient client = client()) {
                client.say("00" + hex(new RequestHeader(1, name[0]).encode()) + "80");
                assertThat(client.hearToTheEnd()).isEqualTo(refusal(name[0], name[1]));
            }
        }
    }

    @Test
    void an_unreadable_body_is_answered_and_ends_the_connection() throws IOException {
        try (RawClient client = client()) {
            client.say("00" + hex(new RequestHeader(1, "KVS.Get").encode()) + "c3");
            String heard = client.hearToTheEnd();
            assertThat(new String(HexFormat.of().parseHex(heard), StandardCharsets.ISO_8859_1))
                    .contains("codec.decoder: ");
        }
    }

    @Test
    void a_stream_opens_as_the_reference_opens_it() throws IOException {
        port.server.does(Status.PING);
        try (RawClient client = client()) {
            String call = ping(7);
            client.say("04 00010001 00000001 00000000");
            client.say("00000000 00000001 %08x %s".formatted(length(call), call));
            assertThat(client.hear(12)).isEqualTo("000100020000000100000000");
            assertThat(client.hear(12))
                    .isEqualTo("0000000000000001%08x".formatted(length(pong(7))));
            assertThat(client.hear(length(pong(7)))).isEqualTo(pong(7));
            client.say("00010004 00000001 00000000");
            assertThat(client.hear(12)).isEqualTo("000100040000000100000000");
        }
    }

    @Test
    void a_call_may_be_cut_anywhere() throws IOException {
        port.server.does(Status.PING);
        String call = ping(300);
        try (RawClient client = client()) {
            client.say("04");
            int opened = 0;
            for (int cut = 1; cut < length(call); cut++) {
                int stream = 2 * cut - 1;
                client.say(
                        "00000001 %08x %08x %s".formatted(stream, cut, call.substring(0, 2 * cut)));
                client.say(
                        "00000000 %08x %08x %s"
                                .formatted(stream, length(call) - cut, call.substring(2 * cut)));
                opened++;
            }
            String all = client.hear(opened * (24 + length(pong(300))));
            assertThat(all.split(pong(300), -1)).hasSize(opened + 1);
        }
    }

    @Test
    void a_wrong_version_or_kind_closes_the_connection() throws IOException {
        for (String header : new String[] {"01000000", "00090000"}) {
            try (RawClient client = client()) {
                client.say("04" + header + "00000001 00000000");
                assertThat(client.hearToTheEnd()).isEmpty();
            }
        }
    }

    @Test
    void noise_of_any_kind_is_survived() throws IOException {
        port.server.does(Status.PING);
        port.server.answers(Status.LEADER, request -> "");
        port.server.refuses(Kvs.GET, "no");
        byte[] good =
                MethodCodec.of(Status.LEADER)
                        .request(
                                new RequestHeader(1, "Status.Leader"),
                                DatacenterRequest.of("dc1", QueryOptions.DEFAULT));
        for (int seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            byte[] noise = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            try (RawClient client = client()) {
                client.say("00" + hex(noise)).endOutput();
                client.hearToTheEnd();
            }
        }
        try (RawClient client = client()) {
            client.say("00" + ping(1));
            assertThat(client.hear(length(pong(1)))).isEqualTo(pong(1));
        }
    }
}
