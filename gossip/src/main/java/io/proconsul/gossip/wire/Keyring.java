package io.proconsul.gossip.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The AES keys of a pool. The first is the primary and the only one used to write; all are tried to
 * read (wire reference, section 4). Any thread may ask; changes are atomic.
 */
public final class Keyring {
    /** Most keys at once; every received packet may be tried with each of them. */
    public static final int MOST_KEYS = 64;

    private volatile List<byte[]> keys;

    private Keyring(List<byte[]> keys) {
        this.keys = keys;
    }

    /** A ring without keys: nothing is encrypted. */
    public static Keyring empty() {
        return new Keyring(List.of());
    }

    /**
     * The first key is the primary.
     *
     * @throws IllegalArgumentException when a key has not 16, 24 or 32 bytes
     */
    public static Keyring of(List<byte[]> keys) {
        keys.forEach(Keyring::check);
        return new Keyring(List.copyOf(keys));
    }

    private static void check(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("key size must be 16, 24 or 32 bytes");
        }
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The keys, the primary first. */
    public List<byte[]> keys() {
        return keys;
    }

    public byte[] primary() {
        return keys.getFirst();
    }

    public boolean isPrimary(byte[] key) {
        return !isEmpty() && Arrays.equals(primary(), key);
    }

    /** Adds a key at the end; does nothing when it is there. */
    public synchronized void install(byte[] key) {
        check(key);
        if (contains(key)) {
            return;
        }
        if (keys.size() == MOST_KEYS) {
            throw new IllegalArgumentException("the keyring holds " + MOST_KEYS + " keys already");
        }
        List<byte[]> more = new ArrayList<>(keys);
        more.add(key);
        keys = List.copyOf(more);
    }

    /** Makes an installed key the primary. */
    public synchronized void use(byte[] key) {
        if (!contains(key)) {
            throw new IllegalArgumentException("Requested key is not in the keyring");
        }
        List<byte[]> reordered = new ArrayList<>(without(key));
        reordered.addFirst(key);
        keys = List.copyOf(reordered);
    }

    /** Removes a key that is not the primary; does nothing when it is not there. */
    public synchronized void remove(byte[] key) {
        if (isPrimary(key)) {
            throw new IllegalArgumentException("Removing the primary key is not allowed");
        }
        keys = without(key);
    }

    private boolean contains(byte[] key) {
        return keys.stream().anyMatch(installed -> Arrays.equals(installed, key));
    }

    private List<byte[]> without(byte[] key) {
        return keys.stream().filter(installed -> !Arrays.equals(installed, key)).toList();
    }

    /** The keys as text, the primary first. */
    public List<String> base64() {
        return keys.stream().map(Base64.getEncoder()::encodeToString).toList();
    }
}
