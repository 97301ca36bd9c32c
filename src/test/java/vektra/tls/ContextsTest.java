package vektra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with one key, and a client that trusts one authority. */
class ContextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_server_proves_its_key(String protocol, @TempDir Path folder) throws Exception {
        Duration life = Duration.ofDays(1);
        Identity authority = Identity.authority("test", life, Instant.now());
        Identity identity = authority.issue("test", List.of("127.0.0.1"), life, Instant.now());
        SSLContext server = Contexts.server(identity.key(), identity.certificate());
        Path trusted = Files.writeString(folder.resolve("ca"), Pem.of(authority.certificate()));

        assertThat(said(server, Contexts.client(trusted), protocol)).isEqualTo(protocol);

        Identity other = Identity.authority("other", life, Instant.now());
        Files.writeString(trusted, Pem.of(other.certificate()));
        assertThat(said(server, Contexts.client(trusted), protocol)).startsWith("refused");
    }

    private static String said(SSLContext server, SSLContext client, String protocol) throws IOException {
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setEnabledProtocols(new String[] {protocol});
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.getOutputStream().write(1);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                int read = socket.getInputStream().read();
                return read == 1 ? socket.getSession().getProtocol() : "nothing came";
            } catch (IOException e) {
                return "refused: " + e.getMessage();
            } finally {
                served.exceptionally(failure -> null).join();
            }
        }
    }
}
