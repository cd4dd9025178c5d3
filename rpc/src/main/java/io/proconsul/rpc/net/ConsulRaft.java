package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Genuine servers that take this one for a member of their log, since gossip shows them a server:
 * their leader adds it without a vote and opens connections of byte 1, on which a request is a byte
 * for its kind and a map in the older msgpack (seen on 1.8.7). They are told why not, in the form
 * in which their Raft answers, so that both logs say it. Any thread.
 */
final class ConsulRaft {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** Append entries, request vote, install snapshot, time out now. */
    private static final int LAST_KIND = 3;

    /** Hosts that are told of once; of further ones nothing is said. */
    private static final int HOSTS_MAX = 256;

    private static final String REFUSAL =
            "this is a server of Proconsul, which cannot share a raft log with Consul; stop it or"
                    + " make it a client agent";

    private final Set<InetAddress> told = ConcurrentHashMap.newKeySet();

    /**
     * Whether a connection begins as theirs do.
     *
     * @param length its first four bytes, which of one of our frames are the length
     */
    static boolean begins(int length) {
        int kind = length >>> 24;
        int next = length >>> 16 & 0xff;
        boolean map = next >= 0x80 && next <= 0x8f || next == 0xde || next == 0xdf;
        return kind <= LAST_KIND && map;
    }

    /** An error as their Raft reads it, and an empty reply behind it. */
    static ByteBuf refusal() {
        byte[] text = REFUSAL.getBytes(StandardCharsets.UTF_8);
        ByteBuf answer = Unpooled.buffer(text.length + 4);
        return answer.writeByte(0xda).writeShort(text.length).writeBytes(text).writeByte(0x80);
    }

    /** Somebody was refused. */
    void refused(SocketAddress from) {
        if (from instanceof InetSocketAddress peer
                && told.size() < HOSTS_MAX
                && told.add(peer.getAddress())) {
            LOG.atError()
                    .addKeyValue("from", peer.getAddress().getHostAddress())
                    .log(
                            "a genuine Consul server takes this one for a member of its raft log,"
                                    + " which cannot be: stop this server, make it a client agent,"
                                    + " or give it a datacenter of its own");
        }
    }
}
