package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.rpc.snapshot.SnapshotService;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

class ConsulRaftTest {
    /**
     * The begin of a heartbeat of a genuine leader: its kind, then a map whose first key is
     * Entries.
     */
    private static final String HEARTBEAT = "00 87 a7 456e7472696573 c0 a6 4c6561646572";

    @ParameterizedTest
    @ValueSource(ints = {0x0087a745, 0x018ba943, 0x02de000b, 0x0380a743})
    void requests_of_a_genuine_server_are_recognised(int firstBytes) {
        assertThat(ConsulRaft.begins(firstBytes)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x1234, Frames.BYTES_MAX, 0x04870000, -1})
    void frames_and_nonsense_are_not_taken_for_them(int firstBytes) {
        assertThat(ConsulRaft.begins(firstBytes)).isFalse();
    }

    @Test
    void a_genuine_leader_reads_why_it_is_refused_and_the_connection_ends() throws IOException {
        try (Port port =
                        new Port(
                                RpcLimits.DEFAULT,
                                SnapshotService.refusing("none"),
                                _ -> new CompletableFuture<>());
                RawClient leader = new RawClient(port.address())) {
            String heard = leader.say("01").say(HEARTBEAT).hearToTheEnd();

            byte[] answer = HexFormat.of().parseHex(heard);
            int length = (answer[1] & 0xff) << 8 | answer[2] & 0xff;
            assertThat(answer[0]).as("raw text of 16 bits length").isEqualTo((byte) 0xda);
            assertThat(new String(answer, 3, length, StandardCharsets.UTF_8))
                    .startsWith("this is a server of Proconsul");
            assertThat(answer).as("an empty reply is behind it").hasSize(3 + length + 1);
            assertThat(answer[answer.length - 1]).isEqualTo((byte) 0x80);
        }
    }
}
