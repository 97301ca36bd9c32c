package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** The server with a certificate. */
class TlsIT {
    private static ServedHome home;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void open() throws Exception {
        home = new ServedHome();
        certificate = home.scratch().resolve("cert.pem");
        key = home.scratch().resolve("key.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes());
        assertThat(openssl.waitFor()).as(said).isZero();
        home.server().destroy();
        home.server().waitFor();
        home.serve(Map.of(), "--tls", certificate.toString(), key.toString());
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + home.port() + "/apps"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + home.adminToken())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void who_trusts_its_certificate_is_answered() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> answer =
                get(HttpClient.newBuilder().sslContext(context).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.3", "TLSv1.2");
    }

    @Test
    void who_does_not_trust_it_breaks_off() {
        assertThatThrownBy(() -> get(HttpClient.newHttpClient())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void commands_reach_it_once_its_certificate_is_trusted() {
        String url = "https://127.0.0.1:" + home.port();
        try (Home client = new Home()) {
            client.with("XDG_CONFIG_HOME", client.scratch().toString());
            assertThat(client.vektraFed(home.adminToken(), "login", url, "--name", "far")
                            .exits(5)
                            .err())
                    .contains("TLS with " + url + " failed")
                    .contains("vektra login " + url + " --name far --ca FILE")
                    .doesNotContain("vk_");
            client.vektraFed(home.adminToken(), "login", url, "--name", "far", "--ca", certificate.toString())
                    .ok();
            assertThat(client.vektra("apps", "--remote", "far").ok().err()).isEqualTo("No apps.\n");
        }
    }

    @Test
    void a_key_that_is_none_is_refused_before_anything_is_served() throws Exception {
        Path nonsense = Files.writeString(home.scratch().resolve("nonsense.pem"), "nonsense");
        Process refused = home.start(
                Map.of(),
                "server",
                "--listen",
                "127.0.0.1:" + Ports.free(),
                "--tls",
                certificate.toString(),
                nonsense.toString());
        assertThat(refused.waitFor()).isEqualTo(2);
        assertThat(home.said()).contains("nonsense.pem");
    }
}
