package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Effects;

import java.util.List;

/** What a Serf member wants done beside sending. Same rules as {@link Effects}. */
public interface SerfEffects extends Effects {
    void tell(PoolEvent event);

    /** Adds lines to the snapshot file, where there is one. */
    void appendSnapshot(String lines);

    /** Replaces the snapshot file, where there is one. */
    void rewriteSnapshot(String lines);

    /** Writes the keyring file, where there is one. */
    void saveKeyring(List<String> base64Keys);
}
