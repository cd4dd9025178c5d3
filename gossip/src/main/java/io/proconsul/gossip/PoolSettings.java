package io.proconsul.gossip;

import io.proconsul.gossip.serf.MergeCheck;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Versions;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How an agent takes part in a pool. {@link #lan}, {@link #wan} and {@link #local} give the usual
 * ones; the {@code with} methods change single points.
 *
 * @param name unique in the pool
 * @param bind where to listen; port 0 takes a free one
 * @param advertise what others are told, when that is not {@code bind}
 * @param tags at most 512 bytes when encoded
 * @param versions what protocols we say we speak
 * @param encryption the keyring and how strict it is
 * @param serf timing and limits
 * @param check keeps strangers out
 * @param snapshot the file that remembers members and clocks over a restart
 * @param keyringFile the file that key operations write
 */
public record PoolSettings(
        String name,
        InetSocketAddress bind,
        Optional<Address> advertise,
        Map<String, String> tags,
        Versions versions,
        Encryption encryption,
        SerfSettings serf,
        MergeCheck check,
        Optional<Path> snapshot,
        Optional<Path> keyringFile) {

    private static final int MOST_NAME_BYTES = 128;

    public PoolSettings {
        tags = Map.copyOf(tags);
        if (name.isEmpty() || name.length() > MOST_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "Node name is "
                            + name.length()
                            + " characters. Valid length is between 1 and "
                            + MOST_NAME_BYTES
                            + " characters");
        }
    }

    private static PoolSettings of(String name, InetSocketAddress bind, SwimSettings swim) {
        return new PoolSettings(
                name,
                bind,
                Optional.empty(),
                Map.of(),
                Versions.CONSUL,
                Encryption.none(),
                SerfSettings.consul(swim),
                MergeCheck.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** A pool within one site. */
    public static PoolSettings lan(String name, InetSocketAddress bind) {
        return of(name, bind, SwimSettings.lan());
    }

    /** A pool between sites. */
    public static PoolSettings wan(String name, InetSocketAddress bind) {
        return of(name, bind, SwimSettings.wan());
    }

    /** A pool on one machine. */
    public static PoolSettings local(String name, InetSocketAddress bind) {
        return of(name, bind, SwimSettings.local());
    }

    public PoolSettings withAdvertise(Address told) {
        return new PoolSettings(
                name,
                bind,
                Optional.of(told),
                tags,
                versions,
                encryption,
                serf,
                check,
                snapshot,
                keyringFile);
    }

    public PoolSettings withTags(Map<String, String> changed) {
        return new PoolSettings(
                name,
                bind,
                advertise,
                changed,
                versions,
                encryption,
                serf,
                check,
                snapshot,
                keyringFile);
    }

    public PoolSettings withVersions(Versions told) {
        return new PoolSettings(
                name, bind, advertise, tags, told, encryption, serf, check, snapshot, keyringFile);
    }

    public PoolSettings withEncryption(Encryption changed) {
        return new PoolSettings(
                name, bind, advertise, tags, versions, changed, serf, check, snapshot, keyringFile);
    }

    public PoolSettings withSerf(SerfSettings changed) {
        return new PoolSettings(
                name,
                bind,
                advertise,
                tags,
                versions,
                encryption,
                changed,
                check,
                snapshot,
                keyringFile);
    }

    public PoolSettings withCheck(MergeCheck changed) {
        return new PoolSettings(
                name,
                bind,
                advertise,
                tags,
                versions,
                encryption,
                serf,
                changed,
                snapshot,
                keyringFile);
    }

    public PoolSettings withSnapshot(Path file) {
        return new PoolSettings(
                name,
                bind,
                advertise,
                tags,
                versions,
                encryption,
                serf,
                check,
                Optional.of(file),
                keyringFile);
    }

    public PoolSettings withKeyringFile(Path file) {
        return new PoolSettings(
                name,
                bind,
                advertise,
                tags,
                versions,
                encryption,
                serf,
                check,
                snapshot,
                Optional.of(file));
    }
}
