package io.proconsul.security.pki;

import io.proconsul.runtime.random.Chance;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The authority that all agents of a cluster trust: makes itself, and certificates for agents. One
 * thread.
 */
public final class Authority {
    private static final int SERIAL_BYTES = 16;
    private static final String[][] ORIGIN = {
        {"2.5.4.6", "US"},
        {"2.5.4.8", "CA"},
        {"2.5.4.7", "San Francisco"},
        {"2.5.4.9", "101 Second Street"},
        {"2.5.4.17", "94105"},
        {"2.5.4.10", "HashiCorp Inc."},
    };

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Chance chance;

    private Authority(X509Certificate certificate, PrivateKey key, Chance chance) {
        this.certificate = certificate;
        this.key = key;
        this.chance = chance;
    }

    /**
     * A new authority. The subject is the one that the original's authorities have, since tools
     * look for it.
     *
     * @param permitted the domains it may sign for; empty: all
     */
    public static PemPair create(Chance chance, Instant now, long days, List<String> permitted)
            throws PkiException {
        KeyPair pair = Keys.make();
        BigInteger serial = serial(chance);
        X500Name self = subject("Consul Agent CA " + serial);
        byte[] id = Keys.id(pair.getPublic());
        try {
            var draft = new Draft(self, serial, now, Duration.ofDays(days), self, pair.getPublic());
            draft.critical(
                    Extension.keyUsage,
                    new KeyUsage(
                            KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
            draft.critical(Extension.basicConstraints, new BasicConstraints(true));
            draft.plain(Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(id));
            draft.issuerKey(id);
            if (!permitted.isEmpty()) {
                draft.critical(Extension.nameConstraints, Names.constraints(permitted));
            }
            return new PemPair(draft.sign(pair.getPrivate()).toString(), Keys.pem(pair).toString());
        } catch (IOException failure) {
            throw new PkiException("failed to make the certificate: " + failure, failure);
        }
    }

    /** An authority that exists, from its PEM files. */
    public static Authority of(String certificate, String key, Chance chance) throws PkiException {
        PrivateKey secret = Keys.read(key);
        Pem pem = Pem.first(certificate);
        if (!pem.type().equals("CERTIFICATE")) {
            throw new PkiException("first PEM-block should be CERTIFICATE type");
        }
        return new Authority(parse(pem), secret, chance);
    }

    /** A certificate for an agent or a user, with a new key. */
    public PemPair issue(LeafRequest request, Instant now) throws PkiException {
        KeyPair pair = Keys.make();
        try {
            Pem leaf = leaf(request, pair, now);
            Trust.check(parse(leaf), request.dnsNames(), certificate, now);
            return new PemPair(leaf.toString(), Keys.pem(pair).toString());
        } catch (IOException failure) {
            throw new PkiException("failed to make the certificate: " + failure, failure);
        }
    }

    private Pem leaf(LeafRequest request, KeyPair pair, Instant now)
            throws IOException, PkiException {
        var draft =
                new Draft(
                        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                        serial(chance),
                        now,
                        Duration.ofDays(request.days()),
                        commonName(request.name()),
                        pair.getPublic());
        draft.critical(
                Extension.keyUsage,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        if (!request.purposes().isEmpty()) {
            draft.plain(Extension.extendedKeyUsage, Names.purposes(request.purposes()));
        }
        draft.critical(Extension.basicConstraints, new BasicConstraints(false));
        draft.plain(
                Extension.subjectKeyIdentifier,
                new SubjectKeyIdentifier(Keys.id(pair.getPublic())));
        draft.issuerKey(Keys.id(certificate.getPublicKey()));
        draft.plain(Extension.subjectAlternativeName, Names.alternatives(request));
        return draft.sign(key);
    }

    private static BigInteger serial(Chance chance) {
        return new BigInteger(1, chance.bytes(SERIAL_BYTES));
    }

    private static X500Name subject(String name) {
        var subject = new X500NameBuilder();
        for (String[] part : ORIGIN) {
            subject.addRDN(new ASN1ObjectIdentifier(part[0]), new DERPrintableString(part[1]));
        }
        return subject.addRDN(BCStyle.CN, new DERPrintableString(name)).build();
    }

    private static X500Name commonName(String name) {
        var subject = new X500NameBuilder();
        return DERPrintableString.isPrintableString(name)
                ? subject.addRDN(BCStyle.CN, new DERPrintableString(name)).build()
                : subject.addRDN(BCStyle.CN, name).build();
    }

    private static X509Certificate parse(Pem pem) throws PkiException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.content()));
        } catch (CertificateException malformed) {
            throw new PkiException(
                    "failed to parse certificate: " + malformed.getMessage(), malformed);
        }
    }
}
