package io.proconsul.agent.member;

import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the pools. A pool's keyring file, once there, wins over the configured key, because
 * key operations write it (gossip reference, section 7.6; configuration reference, section 10).
 *
 * @param configured {@code encrypt}: base64, empty for none
 * @param folder where {@code local.keyring} and {@code remote.keyring} are; null keeps keys in
 *     memory
 * @param verifyIncoming whether undecryptable packets are dropped
 * @param verifyOutgoing whether what we send is encrypted
 */
public record PoolKeys(
        String configured, @Nullable Path folder, boolean verifyIncoming, boolean verifyOutgoing) {
    static final String LAN_FILE = "local.keyring";
    static final String WAN_FILE = "remote.keyring";

    /**
     * The same settings with the pool's keys; blocks on the disk.
     *
     * @throws IOException when a key or the file is not valid
     */
    PoolSettings addTo(PoolSettings pool, String fileName, Disk disk) throws IOException {
        try {
            Path place = folder;
            if (place == null) {
                return pool.withEncryption(encryption(configuredKeys()));
            }
            Path file = place.resolve(fileName);
            List<byte[]> keys = keys(file, disk);
            return pool.withEncryption(encryption(keys)).withKeyringFile(file);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(
                    "Failed to configure keyring: Invalid key: " + wrong.getMessage(), wrong);
        } catch (JsonException wrong) {
            throw new IOException("Failed to configure keyring: " + wrong.getMessage(), wrong);
        }
    }

    private Encryption encryption(List<byte[]> keys) {
        Keyring ring = keys.isEmpty() ? Keyring.empty() : Keyring.of(keys);
        return new Encryption(ring, Chance.secure(), verifyIncoming, verifyOutgoing);
    }

    private List<byte[]> configuredKeys() {
        return configured.isEmpty()
                ? List.of()
                : List.of(Base64.getMimeDecoder().decode(configured));
    }

    /** What the file holds; a configured key begins a file that is not there. */
    private List<byte[]> keys(Path file, Disk disk) throws IOException, JsonException {
        Optional<byte[]> content = disk.read(file);
        if (content.isPresent()) {
            return read(content.get());
        }
        List<byte[]> keys = configuredKeys();
        if (!keys.isEmpty()) {
            Keyring ring = Keyring.of(keys);
            String text = "[\n  \"" + String.join("\",\n  \"", ring.base64()) + "\"\n]";
            disk.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        return keys;
    }

    private static List<byte[]> read(byte[] content) throws JsonException {
        List<byte[]> keys = new ArrayList<>();
        JsonReader in = JsonReader.ofWhole(content);
        in.beginArray();
        while (in.nextElement()) {
            keys.add(Base64.getMimeDecoder().decode(in.string()));
        }
        if (keys.size() > Keyring.MOST_KEYS) {
            throw new IllegalArgumentException(
                    "a keyring file may hold " + Keyring.MOST_KEYS + " keys");
        }
        return keys;
    }
}
