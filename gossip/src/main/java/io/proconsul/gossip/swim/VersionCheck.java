package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.PeerState;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.gossip.wire.Versions;

import org.jspecify.annotations.Nullable;

/**
 * Whether all living members of two tables speak a version that all understand (wire reference,
 * section 3.2).
 */
@SuppressWarnings(
        "ReferenceEquality") // sameness only saves work: common versions are shared objects
final class VersionCheck {
    private int low;
    private int high = 255;
    private int serfLow;
    private int serfHigh = 255;

    /** The last versions looked at: nearly all members share one object. */
    private @Nullable Versions last;

    private VersionCheck() {}

    /** Why they cannot talk to each other, or nothing. */
    static @Nullable String refusal(Roll theirs, MemberTable ours) {
        VersionCheck check = new VersionCheck();
        for (int i = 0; i < theirs.size(); i++) {
            if (theirs.state(i) == PeerState.ALIVE) {
                check.narrow(theirs.peer(i).versions());
            }
        }
        for (int slot = 0; slot < ours.size(); slot++) {
            if (ours.isAlive(slot)) {
                check.narrow(ours.peer(slot).versions());
            }
        }
        return check.firstOutside(theirs, ours);
    }

    private void narrow(Versions versions) {
        if (versions == last) {
            return;
        }
        last = versions;
        if (versions.equals(Versions.UNKNOWN)) {
            return;
        }
        low = Math.max(low, versions.least());
        high = Math.min(high, versions.most());
        serfLow = Math.max(serfLow, versions.serfLeast());
        serfHigh = Math.min(serfHigh, versions.serfMost());
    }

    private @Nullable String firstOutside(Roll theirs, MemberTable ours) {
        last = null;
        for (int i = 0; i < theirs.size(); i++) {
            if (theirs.state(i) == PeerState.ALIVE && isOutside(theirs.peer(i))) {
                return text(theirs.peer(i));
            }
        }
        for (int slot = 0; slot < ours.size(); slot++) {
            if (ours.isAlive(slot) && isOutside(ours.peer(slot))) {
                return text(ours.peer(slot));
            }
        }
        return null;
    }

    private boolean isOutside(Peer peer) {
        Versions versions = peer.versions();
        if (versions == last) {
            return false;
        }
        last = versions;
        return versions.current() < low
                || versions.current() > high
                || versions.serfCurrent() < serfLow
                || versions.serfCurrent() > serfHigh;
    }

    private String text(Peer peer) {
        return String.format(
                "Node '%s' protocol version (%d, delegate %d) is incompatible: [%d, %d], [%d, %d]",
                peer.name(),
                peer.versions().current(),
                peer.versions().serfCurrent(),
                low,
                high,
                serfLow,
                serfHigh);
    }
}
