package vektra.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.text.VektraException;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Things;

/** Other ways to a member than a plain connection. */
@Sampled(oneIn = 2)
class EtcdWiresIT {
    @TempDir
    Path folder;

    private void changeThrough(String url) {
        EtcdStore store = EtcdChild.store(url, folder.resolve("home"), Duration.ofMinutes(1));
        try (Session session = store.open(List.of(alone(MYAPP)), step -> {})) {
            session.commit(
                    "test",
                    List.of(new Write.PutApp(Things.with(Things.app("myapp"), "A", "x".repeat(300_000)), null)),
                    List.of());
        }
        assertThat(store.read().app(MYAPP).orElseThrow().config().get("A")).hasSize(300_000);
    }

    @Test
    void a_socket_in_the_file_system() {
        EtcdMembers one = EtcdMembers.one();
        changeThrough("etcd+unix://" + one.socket(0) + "?" + one.url().split("\\?")[1]);
    }

    private void openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes());
        assertThat(openssl.onExit().join().exitValue()).as(said).isZero();
    }

    /** A key of that kind with a certificate of the authority. */
    private void issue(String name, String... kind) throws IOException {
        List<String> request = new ArrayList<>(List.of("req", "-newkey"));
        request.addAll(List.of(kind));
        request.addAll(List.of("-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name));
        openssl(request.toArray(String[]::new));
        Files.writeString(folder.resolve("san"), "subjectAltName=IP:127.0.0.1\n");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "san",
                "-out",
                name + ".pem");
    }

    @Test
    void certificates_on_both_sides() throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "2",
                "-subj",
                "/CN=ca");
        issue("server", "rsa:2048");
        issue("client", "rsa:2048");
        issue("curve", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
        EtcdMembers one = EtcdMembers.of(
                1,
                "--cert-file",
                folder.resolve("server.pem").toString(),
                "--key-file",
                folder.resolve("server.key").toString(),
                "--trusted-ca-file",
                folder.resolve("ca.pem").toString(),
                "--client-cert-auth");
        try {
            String url = one.url() + "&ca=" + folder.resolve("ca.pem");
            for (String name : List.of("client", "curve")) {
                String with = url + "&cert=" + folder.resolve(name + ".pem") + "&key=" + folder.resolve(name + ".key");
                await().ignoreException(VektraException.class).untilAsserted(() -> changeThrough(with));
            }
            assertThatExceptionOfType(VektraException.class)
                    .as("without a certificate")
                    .isThrownBy(() -> changeThrough(url))
                    .withMessageContaining("does not answer");
        } finally {
            one.stop();
        }
    }
}
