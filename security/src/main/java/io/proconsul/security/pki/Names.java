package io.proconsul.security.pki;

import io.proconsul.security.pki.LeafRequest.Purpose;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;

import java.util.List;
import java.util.stream.Stream;

/** The parts of a certificate that say what it is good for. */
final class Names {
    private Names() {}

    static NameConstraints constraints(List<String> permitted) {
        GeneralSubtree[] trees =
                permitted.stream()
                        .map(domain -> new GeneralName(GeneralName.dNSName, domain))
                        .map(GeneralSubtree::new)
                        .toArray(GeneralSubtree[]::new);
        return new NameConstraints(trees, null);
    }

    static GeneralNames alternatives(LeafRequest request) throws PkiException {
        for (String address : request.addresses()) {
            if (!org.bouncycastle.util.IPAddress.isValid(address)) {
                throw new PkiException(
                        "failed to parse certificate: \"" + address + "\" is no IP address");
            }
        }
        Stream<GeneralName> names =
                request.dnsNames().stream().map(name -> new GeneralName(GeneralName.dNSName, name));
        Stream<GeneralName> addresses =
                request.addresses().stream()
                        .map(address -> new GeneralName(GeneralName.iPAddress, address));
        return new GeneralNames(Stream.concat(names, addresses).toArray(GeneralName[]::new));
    }

    static ExtendedKeyUsage purposes(List<Purpose> purposes) {
        return new ExtendedKeyUsage(
                purposes.stream()
                        .map(purpose ->
                                switch (purpose) {
                                    case SERVER -> KeyPurposeId.id_kp_serverAuth;
                                    case CLIENT -> KeyPurposeId.id_kp_clientAuth;
                                })
                        .toArray(KeyPurposeId[]::new));
    }
}
