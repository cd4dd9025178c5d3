package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;

/** This member's own words: its name never changes, its incarnation only goes up. */
final class Self {
    private final Message.Source source;
    private Peer peer;
    private boolean leaving;

    Self(Peer peer) {
        this.peer = peer;
        source = new Message.Source(peer.name(), peer.address());
    }

    String name() {
        return source.name();
    }

    Address address() {
        return source.address();
    }

    Message.Source source() {
        return source;
    }

    Peer peer() {
        return peer;
    }

    boolean is(String node) {
        return source.name().equals(node);
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    /** Outbids an accusation. */
    Peer raiseAbove(int accused) {
        int raised = peer.incarnation() + 1;
        if (Integer.compareUnsigned(accused, raised) >= 0) {
            raised = accused + 1;
        }
        peer = peer.withIncarnation(raised);
        return peer;
    }

    Peer changeMeta(byte[] meta) {
        peer = peer.withMeta(meta, peer.incarnation() + 1);
        return peer;
    }
}
