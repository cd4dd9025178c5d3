package io.proconsul.security.pki;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** A certificate that is being made; extensions stand in the order they are added. */
final class Draft {
    private final X509v3CertificateBuilder builder;

    Draft(
            X500Name issuer,
            BigInteger serial,
            Instant now,
            Duration validity,
            X500Name subject,
            PublicKey key) {
        builder =
                new X509v3CertificateBuilder(
                        issuer,
                        serial,
                        Date.from(now),
                        Date.from(now.plus(validity)),
                        subject,
                        Keys.info(key));
    }

    /** An extension that whoever checks the certificate has to understand. */
    void critical(ASN1ObjectIdentifier name, ASN1Encodable value) throws IOException {
        builder.addExtension(name, true, value);
    }

    void plain(ASN1ObjectIdentifier name, ASN1Encodable value) throws IOException {
        builder.addExtension(name, false, value);
    }

    /** Says which key signs. */
    void issuerKey(byte[] id) throws IOException {
        plain(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(id));
    }

    Pem sign(PrivateKey key) throws IOException, PkiException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new Pem("CERTIFICATE", builder.build(signer).getEncoded());
        } catch (OperatorCreationException unusable) {
            throw new PkiException("the key cannot sign: " + unusable.getMessage(), unusable);
        }
    }
}
