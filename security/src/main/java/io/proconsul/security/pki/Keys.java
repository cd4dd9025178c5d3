package io.proconsul.security.pki;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** Keys on the curve P-256, and their text form (RFC 5915). */
final class Keys {
    private static final String TYPE = "EC PRIVATE KEY";
    private static final int BITS = 256;

    private Keys() {}

    static KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException impossible) {
            throw new AssertionError("every JVM has P-256", impossible);
        }
    }

    static Pem pem(KeyPair pair) throws IOException {
        var secret = (java.security.interfaces.ECPrivateKey) pair.getPrivate();
        ASN1BitString point = info(pair.getPublic()).getPublicKeyData();
        var key =
                new ECPrivateKey(
                        BITS,
                        secret.getS(),
                        new DERBitString(point.getBytes()),
                        X9ObjectIdentifiers.prime256v1);
        return new Pem(TYPE, key.getEncoded());
    }

    static PrivateKey read(String text) throws PkiException {
        Pem pem = Pem.first(text);
        if (!pem.type().equals(TYPE)) {
            throw new PkiException("unknown PEM block type for signing key: " + pem.type());
        }
        try {
            var key = ECPrivateKey.getInstance(ASN1Sequence.fromByteArray(pem.content()));
            var algorithm =
                    new AlgorithmIdentifier(
                            X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
            byte[] wrapped = new PrivateKeyInfo(algorithm, key).getEncoded();
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
        } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
            throw new PkiException(
                    "failed to parse EC private key: " + malformed.getMessage(), malformed);
        }
    }

    static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    /** The SHA-256 sum of the whole encoded key, as agents' certificates have it. */
    static byte[] id(PublicKey key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JVM has SHA-256", impossible);
        }
    }
}
