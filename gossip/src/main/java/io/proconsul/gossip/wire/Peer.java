package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What a member says about itself: the body of an alive message. Immutable and shared: in a
 * simulation all tables hold the same object, so sameness is tested by identity first.
 *
 * @param meta the tags as Serf packs them; not to be changed by anyone
 * @param incarnation unsigned 32 bits; only the member itself raises it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Peer(String name, Address address, byte[] meta, Versions versions, int incarnation) {

    public Peer withIncarnation(int raised) {
        return new Peer(name, address, meta, versions, raised);
    }

    public Peer withMeta(byte[] changed, int raised) {
        return new Peer(name, address, changed, versions, raised);
    }

    public boolean sameMeta(Peer other) {
        return Arrays.equals(meta, other.meta);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Peer that
                        && incarnation == that.incarnation
                        && name.equals(that.name)
                        && address.equals(that.address)
                        && versions.equals(that.versions)
                        && sameMeta(that);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + incarnation;
    }

    @Override
    public String toString() {
        return name + "@" + address + "/" + Integer.toUnsignedString(incarnation);
    }
}
