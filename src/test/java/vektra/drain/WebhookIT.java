package vektra.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.drain.Lines.drain;
import static vektra.drain.Lines.line;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.logs.Drain;
import vektra.spi.LogDrain;
import vektra.spi.LogDrain.Connection;

/** Signed requests to an HTTPS server, checked by a program of other makers. */
@Timeout(60)
class WebhookIT {
    private static final LogDrain WEBHOOK = new WebhookDrain();

    @Test
    void openssl_agrees_with_the_signature(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder).sign("server", "DNS:localhost", 30);
        try (WebServer server = new WebServer(certificates.context("server"))) {
            Drain drain = drain(
                    WEBHOOK,
                    "https://localhost:" + server.port() + "/in",
                    "signing-key",
                    "ca",
                    certificates.ca().toString());
            try (Connection connection = WEBHOOK.connect(drain, () -> {})) {
                for (int i = 0; i < 1500; i++) {
                    connection.add(line("h\u00e9llo " + i, i + 1));
                }
                connection.flush();
            }
            assertThat(server.posts()).hasSize(2);
            for (WebServer.Post post : server.posts()) {
                String[] parts = post.header("Vektra-signature").split("[=,]", -1);
                Path signed = folder.resolve("signed");
                Files.writeString(signed, parts[1] + "." + post.text());
                assertThat(openssl(signed)).endsWith("= " + parts[3] + "\n");
            }
        }
    }

    private static String openssl(Path signed) throws Exception {
        Process process = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", "signing-key", signed.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
