package io.proconsul.gossip.net;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Streams;
import io.proconsul.runtime.clock.Clock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The sockets of one member: datagrams and streams on the same port. Any thread. */
public final class Transport implements AutoCloseable {
    private final StreamPort streamPort;
    private final PacketPort packetPort;
    private final StreamCalls calls;

    private Transport(StreamPort streamPort, PacketPort packetPort, StreamCalls calls) {
        this.streamPort = streamPort;
        this.packetPort = packetPort;
        this.calls = calls;
    }

    /**
     * Opens both ports.
     *
     * @param bind port 0 takes a free one
     * @param streamTimeout how long a stance of a stranger's stream may take
     */
    public static Transport open(
            EventLoopGroup loops,
            InetSocketAddress bind,
            Encryption encryption,
            Duration streamTimeout,
            Clock clock,
            Receiver receiver)
            throws IOException {
        Streams streams = new Streams(encryption, true);
        StreamPort tcp = StreamPort.open(loops, bind, streams, streamTimeout, receiver);
        try {
            Packets packets = new Packets(encryption, true);
            boolean plain = !encryption.isOn();
            PacketPort udp = PacketPort.open(loops, tcp.local(), packets, plain, clock, receiver);
            return new Transport(tcp, udp, new StreamCalls(loops, bind, streams, receiver));
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    /** Where others reach us, as far as the sockets know. */
    public InetSocketAddress local() {
        return streamPort.local();
    }

    public void send(Address to, List<Part> parts, boolean checksum) {
        packetPort.send(to, parts, checksum);
    }

    public void open(long exchange, Address to, Message message, Duration timeout) {
        calls.open(exchange, to, message, timeout);
    }

    public void answer(long stream, Message message) {
        streamPort.answer(stream, message);
    }

    public void hangUp(long stream) {
        streamPort.hangUp(stream);
    }

    @Override
    public void close() {
        packetPort.close();
        streamPort.close();
    }
}
