package io.proconsul.gossip.wire;

import io.proconsul.runtime.random.Chance;

/**
 * How a pool keeps strangers out.
 *
 * @param keyring empty for a plain pool
 * @param chance gives nonces; a secure one, or AES-GCM loses its secrecy
 * @param verifyIncoming whether undecryptable packets are dropped rather than read as plain text
 * @param verifyOutgoing whether what we send is encrypted
 */
public record Encryption(
        Keyring keyring, Chance chance, boolean verifyIncoming, boolean verifyOutgoing) {

    /** Nothing is encrypted until a key is installed. */
    public static Encryption none() {
        return of(Keyring.empty());
    }

    public static Encryption of(Keyring keyring) {
        return new Encryption(keyring, Chance.secure(), true, true);
    }

    public boolean isOn() {
        return !keyring.isEmpty();
    }

    boolean seals() {
        return isOn() && verifyOutgoing;
    }

    /** Bytes that an envelope adds to each packet. */
    public int overhead() {
        return isOn() ? Envelope.OVERHEAD : 0;
    }

    byte[] seal(byte[] plain, byte[] associated) {
        return Envelope.seal(
                keyring.primary(), chance.bytes(Envelope.NONCE_BYTES), plain, associated);
    }
}
