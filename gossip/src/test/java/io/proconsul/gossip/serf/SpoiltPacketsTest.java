package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Mutations;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Vectors;
import io.proconsul.gossip.wire.WireException;
import io.proconsul.gossip.wire.WireLimits;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A member that hears nothing but spoilt packets goes on. */
class SpoiltPacketsTest {
    private static final int INPUTS = Integer.getInteger("proconsul.fuzz.inputs", 30_000) / 3;
    private static final long SEED =
            Long.getLong("proconsul.fuzz.seed", ThreadLocalRandom.current().nextLong());

    @Test
    void a_member_survives_spoilt_packets_and_still_answers() {
        System.out.println("spoilt packets for a member: " + INPUTS + ", seed " + SEED);
        LoneMember member = new LoneMember();
        List<byte[]> corpus =
                Vectors.lines("gossip-packets.jsonl").stream()
                        .filter(vector -> !vector.fields().containsKey("keys"))
                        .map(vector -> HexFormat.of().parseHex(vector.fields().get("hex") + ""))
                        .toList();
        Mutations mutations = new Mutations(Chance.seeded(SEED), corpus);
        Packets packets = new Packets(Encryption.none(), true);
        Address from = LoneMember.address(7);
        for (int i = 0; i < INPUTS; i++) {
            try {
                List<Message> messages = packets.unpack(mutations.next()).messages();
                member.serf.step(new Input.PacketHeard(from, messages, member.time.nanos()));
            } catch (WireException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
            member.pass(Duration.ofMillis(1));
            member.recorder.forget();
        }
        assertThat(member.serf.members()).hasSizeLessThan(WireLimits.MEMBERS + 1);
        member.hear(new Message.Ping(77, "self", Message.Source.UNKNOWN));
        assertThat(member.recorder.sent)
                .flatExtracting(Recorder.Sent::messages)
                .anyMatch(message -> message instanceof Message.Ack(int number, _) && number == 77);
    }
}
