package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Effects;
import io.proconsul.gossip.telemetry.Meter;

import java.util.List;

/** What a Serf member wants done beside sending. Same rules as {@link Effects}. */
public interface SerfEffects extends Effects {
    void tell(PoolEvent event);

    /** The status of a member is another, which not everything that others are told of says. */
    void membersChanged();

    /** Something with a name of its own happened: counted with its family and by itself. */
    void named(Meter family, String name);

    /** Adds lines to the snapshot file, where there is one. */
    void appendSnapshot(String lines);

    /** Replaces the snapshot file, where there is one. */
    void rewriteSnapshot(String lines);

    /** Writes the keyring file, where there is one. */
    void saveKeyring(List<String> base64Keys);
}
