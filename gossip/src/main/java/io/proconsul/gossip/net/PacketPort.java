package io.proconsul.gossip.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.WireException;
import io.proconsul.runtime.clock.Clock;

import org.slf4j.event.Level;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Datagrams in and out. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty: whoever cares adds a listener
final class PacketPort {
    /** The longest datagram there is. */
    private static final int MOST_BYTES = 65_535;

    private static final int SOCKET_BUFFER_BYTES = 2 << 20;

    private final Channel channel;
    private final Packets packets;
    private final Receiver receiver;

    private PacketPort(Channel channel, Packets packets, Receiver receiver) {
        this.channel = channel;
        this.packets = packets;
        this.receiver = receiver;
    }

    static PacketPort open(
            EventLoopGroup loops,
            InetSocketAddress bind,
            Packets packets,
            boolean plain,
            Clock clock,
            Receiver receiver)
            throws IOException {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loops)
                        .channel(NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(MOST_BYTES))
                        .handler(new Reader(packets, plain, clock, receiver));
        return new PacketPort(Binding.await(bootstrap.bind(bind), bind), packets, receiver);
    }

    void send(Address to, List<Part> parts, boolean checksum) {
        byte[] datagram = packets.pack(parts, checksum);
        if (!to.isUsable() || datagram.length > MOST_BYTES) {
            receiver.note(
                    Level.WARN, "memberlist: cannot send " + datagram.length + " bytes to " + to);
            return;
        }
        receiver.measured(Meter.UDP_SENT, datagram.length);
        ByteBuf bytes = Unpooled.wrappedBuffer(datagram);
        channel.writeAndFlush(new DatagramPacket(bytes, to.toSocket()))
                .addListener(sent -> {
                    if (!sent.isSuccess()) {
                        receiver.note(
                                Level.DEBUG,
                                "memberlist: Failed to send to " + to + ": " + sent.cause());
                    }
                });
    }

    void close() {
        channel.close().awaitUninterruptibly();
    }

    private static final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Packets packets;
        private final boolean plain;
        private final Clock clock;
        private final Receiver receiver;
        private final AtomicBoolean toldEncrypted = new AtomicBoolean();

        Reader(Packets packets, boolean plain, Clock clock, Receiver receiver) {
            this.packets = packets;
            this.plain = plain;
            this.clock = clock;
            this.receiver = receiver;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            long at = clock.nanos();
            byte[] bytes = ByteBufUtil.getBytes(packet.content());
            receiver.measured(Meter.UDP_RECEIVED, bytes.length);
            Address from = Address.of(packet.sender());
            if (plain && Packets.looksEncrypted(bytes)) {
                tellEncrypted(from);
                return;
            }
            try {
                Packets.Contents contents = packets.unpack(bytes);
                contents.problems().forEach(problem -> tell(problem, from));
                if (!contents.messages().isEmpty()) {
                    receiver.received(new Input.PacketHeard(from, contents.messages(), at));
                }
            } catch (WireException e) {
                tell(e.getMessage(), from);
            }
        }

        private void tellEncrypted(Address from) {
            if (!toldEncrypted.getAndSet(true)) {
                receiver.note(
                        Level.WARN,
                        "memberlist: dropping encrypted packets, such as one from="
                                + from
                                + ": this pool has no encryption key");
            }
        }

        private void tell(String problem, Address from) {
            receiver.note(
                    Level.ERROR, "memberlist: dropping a packet: " + problem + " from=" + from);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            receiver.note(Level.DEBUG, "memberlist: reading packets: " + cause);
        }
    }
}
