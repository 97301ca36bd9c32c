package vektra.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are what the JDK's own validator takes, and say what strict readers ask for. */
class IdentityTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant NOW = Instant.now();
    private static final Identity AUTHORITY = Identity.authority("Test", YEAR, NOW);

    private static Identity issued(String... hosts) {
        return AUTHORITY.issue("server", List.of(hosts), Duration.ofDays(30), NOW);
    }

    private static void validate(X509Certificate certificate, Identity trusted, Instant at) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    @Test
    void a_server_is_valid_to_all_who_trust_its_authority_for_as_long_as_it_says() throws Exception {
        X509Certificate server = issued("localhost").certificate();
        validate(server, AUTHORITY, NOW);
        validate(server, AUTHORITY, NOW.plus(Duration.ofDays(29)));
        assertThatThrownBy(() -> validate(server, AUTHORITY, NOW.plus(Duration.ofDays(31))))
                .isInstanceOf(CertPathValidatorException.class);
        Identity other = Identity.authority("Test", YEAR, NOW);
        assertThatThrownBy(() -> validate(server, other, NOW)).isInstanceOf(CertPathValidatorException.class);
        assertThat(other.certificate().getSubjectX500Principal())
                .isNotEqualTo(AUTHORITY.certificate().getSubjectX500Principal());
    }

    @Test
    void it_has_the_names_that_clients_reach_it_by() throws Exception {
        assertThat(issued("localhost", "db.example.org", "127.0.0.1", "::1", "fe80::12")
                        .certificate()
                        .getSubjectAlternativeNames())
                .extracting(name -> name.get(0) + " " + name.get(1))
                .containsExactly(
                        "2 localhost", "2 db.example.org", "7 127.0.0.1", "7 0:0:0:0:0:0:0:1", "7 fe80:0:0:0:0:0:0:12");
        List<String> many = java.util.stream.IntStream.range(0, 900)
                .mapToObj(i -> "host" + i + ".example.org")
                .toList();
        assertThat(AUTHORITY.issue("server", many, YEAR, NOW).certificate().getSubjectAlternativeNames())
                .hasSize(900);
    }

    @Test
    void an_authority_signs_servers_and_no_authorities_and_a_server_signs_nothing() throws Exception {
        X509Certificate server = issued("localhost").certificate();
        assertThat(AUTHORITY.certificate().getBasicConstraints()).isZero();
        assertThat(AUTHORITY.certificate().getKeyUsage()).startsWith(false, false, false, false, false, true, true);
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getKeyUsage()).startsWith(true, false, false, false, false, false, false);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        byte[] authorityKey = server.getExtensionValue("2.5.29.35");
        byte[] subjectKey = AUTHORITY.certificate().getExtensionValue("2.5.29.14");
        assertThat(java.util.HexFormat.of().formatHex(authorityKey))
                .endsWith(java.util.HexFormat.of().formatHex(subjectKey).substring(8));
    }

    @Test
    void it_never_outlives_its_authority() {
        Identity brief = Identity.authority("Brief", Duration.ofDays(10), NOW);
        assertThat(brief.issue("server", List.of("localhost"), YEAR, NOW)
                        .certificate()
                        .getNotAfter())
                .isEqualTo(brief.certificate().getNotAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z", "2061-05-06T07:08:09Z"})
    void its_dates_are_right_on_both_sides_of_the_year_2050(String end) {
        Instant until = Instant.parse(end);
        Identity long_lived = Identity.authority("Long", Duration.between(NOW, until), NOW);
        assertThat(long_lived.certificate().getNotAfter()).isEqualTo(Date.from(until));
    }

    @Test
    void pem_gives_back_the_key_and_the_certificate_whatever_stands_around_them() {
        Identity server = issued("localhost");
        String text = "Made for a test\n" + Pem.of(server) + Pem.of(AUTHORITY.certificate());
        assertThat(Pem.identity(text)).contains(server);
        assertThat(Pem.holdsKey(text)).isTrue();
        assertThat(Pem.holdsKey(Pem.of(server.certificate()))).isFalse();
    }

    @Test
    void what_is_not_whole_is_nothing() {
        String text = Pem.of(issued("localhost"));
        for (int length = 0; length < text.length() - 1; length += 7) {
            assertThat(Pem.identity(text.substring(0, length))).isEmpty();
        }
        assertThat(Pem.identity(text.replaceFirst("CERTIFICATE-----\nMI", "CERTIFICATE-----\nXX")))
                .isEmpty();
        assertThat(Pem.identity("\u0000\u00ff")).isEmpty();
    }
}
