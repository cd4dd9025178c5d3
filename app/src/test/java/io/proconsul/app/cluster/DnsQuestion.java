package io.proconsul.app.cluster;

import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** One question over UDP. */
final class DnsQuestion {
    private static final int PORT = 8600;
    private static final int PATIENCE_MS = 2_000;
    private static final int LARGEST_ANSWER = 4096;

    private DnsQuestion() {}

    /** The addresses of a name, asked at a server that is reached from inside the namespace. */
    static List<String> addresses(Namespace namespace, String server, String name)
            throws IOException {
        return namespace.call(() -> addresses(server, name));
    }

    private static List<String> addresses(String server, String name) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(InetAddress.getByName(server), PORT);
            byte[] question =
                    Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN))
                            .toWire();
            socket.send(new DatagramPacket(question, question.length));
            var answer = new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER);
            socket.receive(answer);
            return addresses(new Message(Arrays.copyOf(answer.getData(), answer.getLength())));
        }
    }

    private static List<String> addresses(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(found -> ((ARecord) found).getAddress().getHostAddress())
                .toList();
    }
}
