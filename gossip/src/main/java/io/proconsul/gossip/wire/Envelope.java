package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM as memberlist uses it: version byte, 12-byte nonce, ciphertext, 16-byte tag (wire
 * reference, section 4). Version 1 is written; version 0, which pads to whole blocks, is read too.
 */
final class Envelope {
    static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int BLOCK_BYTES = 16;

    /** What version 1 adds to a packet. */
    static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

    private static final byte VERSION = 1;
    private static final byte PADDED_VERSION = 0;

    private Envelope() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] plain, byte[] associated) {
        byte[] sealed = new byte[plain.length + OVERHEAD];
        sealed[0] = VERSION;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, associated);
            cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("AES-GCM with a key of " + key.length + " bytes", e);
        }
    }

    /** Tries all keys of the ring. */
    static byte[] open(Keyring ring, byte[] sealed, byte[] associated) throws WireException {
        if (sealed.length < OVERHEAD) {
            throw new WireException("an encrypted message of " + sealed.length + " bytes");
        }
        if (sealed[0] != VERSION && sealed[0] != PADDED_VERSION) {
            throw new WireException("there is no encryption version " + (sealed[0] & 0xff));
        }
        for (byte[] key : ring.keys()) {
            byte[] plain = tryKey(key, sealed, associated);
            if (plain != null) {
                return sealed[0] == PADDED_VERSION ? unpad(plain) : plain;
            }
        }
        throw new WireException("no installed key could decrypt the message");
    }

    /** The plain bytes, or nothing when the key does not fit. */
    private static byte @Nullable [] tryKey(byte[] key, byte[] sealed, byte[] associated) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, 1, associated);
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException wrongKey) {
            return null;
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, int at, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BYTES * 8, nonce, at, NONCE_BYTES));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] unpad(byte[] plain) throws WireException {
        int pad = plain.length == 0 ? 0 : plain[plain.length - 1] & 0xff;
        if (pad == 0 || pad > BLOCK_BYTES || pad > plain.length) {
            throw new WireException("padding of " + pad + " bytes");
        }
        return Arrays.copyOf(plain, plain.length - pad);
    }
}
