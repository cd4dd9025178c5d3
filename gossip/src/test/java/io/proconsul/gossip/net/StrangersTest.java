package io.proconsul.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Part;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.EventLoops;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class StrangersTest implements Receiver {
    private static final List<Part> PING =
            List.of(Part.of(new Message.Ping(5, "a", Message.Source.UNKNOWN)));

    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final EventLoopGroup loops = EventLoops.start(1);

    @Override
    public void received(Input input) {
        inputs.add(input);
    }

    @Override
    public void note(Level level, String text) {
        notes.add(text);
    }

    @Override
    public void measured(Meter meter, double value) {}

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Transport transport(Encryption encryption) throws IOException {
        return transport(encryption, Duration.ofSeconds(5));
    }

    private Transport transport(Encryption encryption, Duration patience) throws IOException {
        return Transport.open(
                loops,
                new InetSocketAddress("127.0.72.50", 0),
                encryption,
                patience,
                Clock.system(),
                this);
    }

    private static void send(Transport to, byte[] datagram) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, to.local()));
        }
    }

    @Test
    void a_plain_pool_says_once_why_it_drops_encrypted_packets() throws Exception {
        byte[] sealed =
                new Packets(Encryption.of(Keyring.of(List.of(new byte[16]))), true)
                        .pack(PING, false);
        try (Transport transport = transport(Encryption.none())) {
            for (int i = 0; i < 5; i++) {
                send(transport, sealed);
            }
            send(transport, new Packets(Encryption.none(), true).pack(PING, false));
            assertThat(inputs.poll(10, TimeUnit.SECONDS)).isInstanceOf(Input.PacketHeard.class);
            assertThat(notes).singleElement().asString().contains("no encryption key");
        }
    }

    @Test
    void a_pool_with_keys_drops_plain_foreign_and_shortened_packets() throws Exception {
        Encryption ours = Encryption.of(Keyring.of(List.of(new byte[16])));
        Encryption foreign = Encryption.of(Keyring.of(List.of(new byte[32])));
        byte[] good = new Packets(ours, true).pack(PING, false);
        try (Transport transport = transport(ours)) {
            send(transport, new Packets(Encryption.none(), true).pack(PING, false));
            send(transport, new Packets(foreign, true).pack(PING, false));
            send(transport, Arrays.copyOf(good, good.length - 1));
            send(transport, Arrays.copyOf(good, 20));
            send(transport, good);
            assertThat(inputs.poll(10, TimeUnit.SECONDS)).isInstanceOf(Input.PacketHeard.class);
            assertThat(inputs).isEmpty();
            assertThat(notes).hasSize(4).allMatch(note -> note.contains("dropping a packet"));
        }
    }

    @Test
    void a_stream_that_makes_no_sense_is_answered_with_the_reason() throws Exception {
        try (Transport transport = transport(Encryption.none());
                Socket socket = new Socket()) {
            socket.connect(transport.local());
            socket.getOutputStream().write(new byte[] {99, 1, 2, 3});
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).isNotEmpty();
            assertThat(Objects.requireNonNull(notes.poll(10, TimeUnit.SECONDS)))
                    .contains("streams have no message type 99");
            assertThat(inputs).isEmpty();
        }
    }

    @Test
    void a_silent_stream_is_closed_in_time_and_others_are_served() throws Exception {
        try (Transport transport = transport(Encryption.none(), Duration.ofSeconds(1));
                Socket silent = new Socket()) {
            silent.connect(transport.local());
            transport.open(
                    1,
                    io.proconsul.gossip.wire.Address.of(transport.local()),
                    PING.getFirst().message(),
                    Duration.ofSeconds(5));
            Input opened = inputs.poll(10, TimeUnit.SECONDS);
            assertThat(opened).isInstanceOf(Input.StreamOpened.class);
            long stream = ((Input.StreamOpened) Objects.requireNonNull(opened)).stream();
            transport.answer(stream, new Message.Ack(5, null));
            assertThat(inputs.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new Input.StreamAnswered(1, new Message.Ack(5, null)));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }
}
