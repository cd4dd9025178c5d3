package io.proconsul.dns.recursion;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/** A socket of its own for every question, so that a late or forged reply finds nobody. */
final class SocketUpstream implements Upstream {
    private static final int MAX_PACKET = 65_535;

    @Override
    public byte[] ask(InetSocketAddress resolver, byte[] packet, boolean tcp, Duration timeout)
            throws IOException {
        int millis = (int) Math.max(1, timeout.toMillis());
        return tcp ? overTcp(resolver, packet, millis) : overUdp(resolver, packet, millis);
    }

    private static byte[] overUdp(InetSocketAddress resolver, byte[] packet, int millis)
            throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(resolver);
            socket.setSoTimeout(millis);
            socket.send(new DatagramPacket(packet, packet.length));
            byte[] buffer = new byte[MAX_PACKET];
            var reply = new DatagramPacket(buffer, buffer.length);
            do {
                socket.receive(reply);
            } while (!answers(packet, buffer, reply.getLength()));
            return Arrays.copyOf(buffer, reply.getLength());
        }
    }

    /** A reply to another question that used the same port before us. */
    private static boolean answers(byte[] question, byte[] reply, int length) {
        return length >= 12 && reply[0] == question[0] && reply[1] == question[1];
    }

    private static byte[] overTcp(InetSocketAddress resolver, byte[] packet, int millis)
            throws IOException {
        try (var socket = new Socket()) {
            socket.connect(resolver, millis);
            socket.setSoTimeout(millis);
            var out = new DataOutputStream(socket.getOutputStream());
            byte[] framed = new byte[packet.length + 2];
            framed[0] = (byte) (packet.length >> 8);
            framed[1] = (byte) packet.length;
            System.arraycopy(packet, 0, framed, 2, packet.length);
            out.write(framed);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            byte[] reply = new byte[in.readUnsignedShort()];
            in.readFully(reply);
            return reply;
        }
    }
}
