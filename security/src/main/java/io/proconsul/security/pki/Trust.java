package io.proconsul.security.pki;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraints;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Checks a fresh certificate as a peer would, so that nobody is given a useless one. */
final class Trust {
    private Trust() {}

    static void check(
            X509Certificate leaf, List<String> names, X509Certificate authority, Instant now)
            throws PkiException {
        checkSignature(leaf, authority);
        checkTime(authority, now);
        checkTime(leaf, now);
        List<String> permitted = permitted(authority);
        for (String name : names) {
            if (!permitted.isEmpty() && permitted.stream().noneMatch(d -> isWithin(name, d))) {
                throw new PkiException(
                        "x509: a root or intermediate certificate is not authorized to sign for"
                                + " this name: DNS name \""
                                + name
                                + "\" is not permitted by any constraint");
            }
        }
    }

    private static void checkSignature(X509Certificate leaf, X509Certificate authority)
            throws PkiException {
        try {
            leaf.verify(authority.getPublicKey());
        } catch (GeneralSecurityException wrong) {
            throw new PkiException(
                    "x509: certificate signed by unknown authority: the key is not the one of the"
                            + " CA certificate",
                    wrong);
        }
    }

    private static void checkTime(X509Certificate certificate, Instant now) throws PkiException {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            throw new PkiException(
                    "x509: certificate has expired or is not yet valid: current time "
                            + now
                            + " is after "
                            + end);
        }
    }

    /** The domains the authority may sign for; empty when it is not bound. */
    private static List<String> permitted(X509Certificate authority) {
        byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return List.of();
        }
        var constraints =
                NameConstraints.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        if (constraints.getPermittedSubtrees() == null) {
            return List.of();
        }
        return Arrays.stream(constraints.getPermittedSubtrees())
                .filter(tree -> tree.getBase().getTagNo() == GeneralName.dNSName)
                .map(tree -> tree.getBase().getName().toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isWithin(String name, String domain) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        return lower.equals(bare) || lower.endsWith("." + bare);
    }
}
