package io.proconsul.security.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.runtime.random.Chance;
import io.proconsul.security.pki.LeafRequest.Purpose;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Chance chance = Chance.secure();

    @Test
    void a_new_authority_signs_itself_and_is_good_for_its_days() throws Exception {
        PemPair pair = Authority.create(chance, NOW, 1825, List.of());
        X509Certificate ca = parse(pair);

        ca.verify(ca.getPublicKey());
        assertThat(ca.getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(ca.getSubjectX500Principal().getName())
                .startsWith("CN=Consul Agent CA " + ca.getSerialNumber() + ",");
        assertThat(ca.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(1825)));
        assertThat(pair.key()).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
    }

    @Test
    void a_servers_certificate_names_it_and_is_signed_by_the_authority() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 1825, List.of());
        X509Certificate leaf = parse(authority(ca).issue(server("server.dc1.consul"), NOW));

        leaf.verify(parse(ca).getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("server.dc1.consul", "localhost", "127.0.0.1");
        assertThat(leaf.getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void a_bound_authority_signs_only_below_its_domains() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 10, List.of("consul", "localhost"));

        assertThat(authority(ca).issue(server("server.dc1.consul"), NOW)).isNotNull();
        assertThatThrownBy(() -> authority(ca).issue(server("server.dc1.notconsul"), NOW))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining(
                        "DNS name \"server.dc1.notconsul\" is not permitted by any constraint");
    }

    @Test
    void a_key_of_another_authority_is_noticed() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 10, List.of());
        PemPair other = Authority.create(chance, NOW, 10, List.of());
        Authority mixed = Authority.of(ca.certificate(), other.key(), chance);

        assertThatThrownBy(() -> mixed.issue(server("a.consul"), NOW))
                .hasMessageStartingWith("x509: certificate signed by unknown authority");
    }

    @Test
    void an_authority_that_has_expired_gives_nothing() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 10, List.of());
        Instant later = NOW.plus(Duration.ofDays(11));

        assertThatThrownBy(() -> authority(ca).issue(server("a.consul"), later))
                .hasMessageStartingWith("x509: certificate has expired");
    }

    @Test
    void files_that_hold_something_else_are_refused() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 10, List.of());

        assertThatThrownBy(() -> Authority.of("hello", ca.key(), chance))
                .hasMessage("no PEM-encoded data found");
        assertThatThrownBy(() -> Authority.of(ca.certificate(), ca.certificate(), chance))
                .hasMessage("unknown PEM block type for signing key: CERTIFICATE");
        assertThatThrownBy(() -> Authority.of(ca.key(), ca.key(), chance))
                .hasMessage("first PEM-block should be CERTIFICATE type");
    }

    @Test
    void an_address_that_is_none_is_told() throws Exception {
        PemPair ca = Authority.create(chance, NOW, 10, List.of());
        var request = new LeafRequest("n", List.of("n"), List.of("bad"), List.of(), 1);

        assertThatThrownBy(() -> authority(ca).issue(request, NOW))
                .hasMessageContaining("\"bad\" is no IP address");
    }

    private Authority authority(PemPair ca) throws PkiException {
        return Authority.of(ca.certificate(), ca.key(), chance);
    }

    private static LeafRequest server(String name) {
        return new LeafRequest(
                name,
                List.of(name, "localhost"),
                List.of("127.0.0.1"),
                List.of(Purpose.SERVER, Purpose.CLIENT),
                365);
    }

    private static X509Certificate parse(PemPair pair) throws GeneralSecurityException {
        byte[] text = pair.certificate().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(text));
    }
}
