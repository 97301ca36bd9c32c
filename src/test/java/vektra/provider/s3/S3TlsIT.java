package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Trust;

/** Programs reach a managed S3 over HTTPS when they ask for it, and in no other way where that is required. */
@Sampled(oneIn = 4)
class S3TlsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "s3").ok();
        home.vektra("addons:bind", "s3", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** Through an endpoint, with an object of more than one record of TLS. */
    private static int passed(Map<String, String> vars, String endpoint, TrustManager[] trust) {
        Map<String, String> there = new HashMap<>(vars);
        there.put("S3_ENDPOINT", endpoint);
        try (S3Client client = S3App.client(
                there,
                vars.get("S3_SECRET_ACCESS_KEY"),
                UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> trust)
                        .build())) {
            String bucket = vars.get("S3_BUCKET");
            client.putObject(r -> r.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[100_000]));
            return client.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asByteArray().length;
        }
    }

    /** Whether the server answers a request, which it refuses since it has no signature. */
    private static boolean answers(String endpoint, TrustManager[] trust) throws Exception {
        HttpURLConnection to =
                (HttpURLConnection) URI.create(endpoint + "/").toURL().openConnection();
        if (to instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(Trust.context(trust).getSocketFactory());
        }
        try {
            return to.getResponseCode() == HttpURLConnection.HTTP_FORBIDDEN;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void a_program_chooses_and_a_renewed_certificate_is_shown_without_a_restart() throws Exception {
        Map<String, String> vars = home.config("myapp");
        String plain = vars.get("S3_ENDPOINT");
        assertThat(plain).startsWith("http://");
        assertThat(answers(plain, Trust.another())).isTrue();
        String secure = plain.replace("http:", "https:");
        assertThat(home.json("addons:info", "s3", "-a", "myapp", "--reveal")
                        .at("/connections/0/urls/tls")
                        .asText())
                .isEqualTo("AWS_ENDPOINT_URL_S3=" + secure);
        assertThat(passed(vars, secure, Trust.in(home))).isEqualTo(100_000);
        assertThat(answers(secure, Trust.in(home))).isTrue();
        assertThat(answers(secure, Trust.another())).isFalse();
        Trust.forget(home, "s3");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(answers(secure, Trust.in(home))).isTrue();
    }

    @Test
    void a_server_that_requires_it_refuses_all_else_and_all_commands_work() throws Exception {
        home.vektra("apps:create", "safe").ok();
        home.vektra(
                        "addons:create",
                        "s3:dedicated",
                        "-a",
                        "safe",
                        "--name",
                        "vault",
                        "--wait",
                        "--",
                        "--tls",
                        "required")
                .ok();
        home.vektra("addons:rotate", "vault", "-a", "safe").ok();
        Map<String, String> vars = home.config("safe");
        String secure = vars.get("AWS_ENDPOINT_URL_S3");
        assertThat(secure).startsWith("https://").isEqualTo(vars.get("S3_ENDPOINT"));
        assertThat(passed(vars, secure, Trust.in(home))).isEqualTo(100_000);
        assertThat(answers(secure.replace("https:", "http:"), Trust.in(home))).isFalse();
        var before = Trust.serial(URI.create(secure).getPort());
        Files.delete(Trust.certificate(home, "vault"));
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(Trust.serial(URI.create(secure).getPort())).isNotEqualTo(before);
        home.vektra("addons:downgrade", "vault", "s3:shared", "-a", "safe").ok();
        assertThat(home.config("safe").get("S3_ENDPOINT")).startsWith("http://");
    }
}
