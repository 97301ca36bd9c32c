package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisUrl;

/** Servers that do not answer, do not let Vektra in, or are of no use. */
@Sampled(oneIn = 5)
class RedisFailuresIT {
    private static final String SECRET = "s3cret-of-the-administrator";

    @Test
    void a_server_that_is_down() {
        assertUnavailable(adopted("redis://admin:" + SECRET, Ports.free()), "cannot be reached");
    }

    @Test
    void a_host_that_does_not_exist() {
        Server server = TestRedis.PROVIDER.adopt("redis://:" + SECRET + "@no-such-host.invalid:1", TestRedis.options());
        assertUnavailable(server, "no such host");
    }

    @Test
    void a_server_that_hangs() throws Exception {
        try (TestRedis redis = TestRedis.foreign("machine", "requirepass " + SECRET)) {
            redis.signal("STOP");
            assertUnavailable(adopted("redis://:" + SECRET, redis.port), "does not answer within 4000 ms");
            redis.signal("CONT");
        }
    }

    @Test
    void a_server_that_hangs_before_its_tls_is_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertUnavailable(adopted("rediss://:" + SECRET, silent.getLocalPort()), "does not answer within 4000 ms");
        }
    }

    @Test
    void a_wrong_password_or_none() {
        try (TestRedis redis = TestRedis.foreign("machine", "requirepass other")) {
            assertUnavailable(adopted("redis://:" + SECRET, redis.port), "refuses the default user with this password");
            assertUnavailable(
                    adopted("redis://nobody:" + SECRET, redis.port), "refuses user nobody with this password");
            assertUnavailable(redis.adopted("redis://127.0.0.1:" + redis.port), "asks for a password");
        }
    }

    @Test
    void a_user_without_the_right_to_make_users() {
        try (TestRedis redis = TestRedis.foreign("machine", "user meek on >" + SECRET + " ~* &* +@all -@admin")) {
            assertUnavailable(adopted("redis://meek:" + SECRET, redis.port), "does not let user meek do this");
        }
    }

    @Test
    void a_server_from_before_users_is_refused_unless_all_apps_are_trusted() {
        try (TestRedis redis = TestRedis.foreign("embedded", "rename-command ACL ''")) {
            String url = "redis://127.0.0.1:" + redis.port;
            assertConflict(redis.adopted(url), "too old for users");
            assertThat(TestRedis.PROVIDER.ping(redis.adopted(url, "auth=none"))).isEqualTo("6.2.11");
        }
    }

    @Test
    void a_cluster_has_no_numbers() {
        try (TestRedis redis = TestRedis.foreign("machine", "cluster-enabled yes")) {
            assertConflict(redis.adopted("redis://127.0.0.1:" + redis.port), "is a cluster");
        }
    }

    @Test
    void a_full_memory_is_reported_and_still_lets_go() {
        try (TestRedis redis = TestRedis.foreign("machine")) {
            Server server = redis.adopted("redis://127.0.0.1:" + redis.port);
            Resource resource = TestRedis.PROVIDER.provision(server, new Resource(Id.fresh(), "a", Map.of()));
            TestRedis.connect(RedisUrl.of(server)).configSet("maxmemory", "1");
            assertThatThrownBy(() -> TestRedis.PROVIDER.provision(server, new Resource(Id.fresh(), "b", Map.of())))
                    .isInstanceOfSatisfying(VektraException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                        assertThat(e.hint()).contains("maxmemory");
                    });
            TestRedis.PROVIDER.deprovision(server, resource);
            assertThat(TestRedis.PROVIDER.inspect(server, resource).exists()).isFalse();
        }
    }

    @Test
    void tls_is_trusted_only_with_the_right_name(@TempDir Path folder) throws Exception {
        String key = folder.resolve("key.pem").toString();
        String certificate = folder.resolve("cert.pem").toString();
        String store = folder.resolve("store.p12").toString();
        run("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
                + " subjectAltName=DNS:localhost -keyout " + key + " -out " + certificate);
        run("keytool -importcert -noprompt -storepass changeit -storetype PKCS12 -alias ca -file " + certificate
                + " -keystore " + store);
        int tlsPort = Ports.free();
        try (TestRedis redis = TestRedis.foreign(
                "machine",
                "tls-port " + tlsPort,
                "tls-cert-file " + certificate,
                "tls-key-file " + key,
                "tls-ca-cert-file " + certificate,
                "tls-auth-clients no")) {
            Server named = redis.adopted("rediss://localhost:" + tlsPort);
            assertUnavailable(named, "cannot be trusted over TLS");
            System.setProperty("javax.net.ssl.trustStore", store);
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
            assertThat(TestRedis.PROVIDER.ping(named)).isEqualTo("7.0.15");
            Resource resource = TestRedis.PROVIDER.provision(named, new Resource(Id.fresh(), "a", Map.of()));
            var credentials = TestRedis.PROVIDER.grant(named, resource, Id.fresh(), Secret.fresh());
            assertThat(TestRedis.PROVIDER
                            .configVars(named, resource, credentials)
                            .get("REDIS_URL"))
                    .startsWith("rediss://a-")
                    .endsWith("@localhost:" + tlsPort + "/1");
            assertUnavailable(redis.adopted("rediss://127.0.0.1:" + tlsPort), "cannot be trusted over TLS");
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static void run(String line) throws Exception {
        Process process = new ProcessBuilder(line.split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(line).isZero();
    }

    private static Server adopted(String start, int port) {
        return TestRedis.PROVIDER.adopt(start + "@127.0.0.1:" + port, TestRedis.options());
    }

    private static void assertConflict(Server server, String why) {
        assertThatThrownBy(() -> TestRedis.PROVIDER.ping(server)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(e).hasMessageContaining(server.host().toString()).hasMessageContaining(why);
        });
    }

    private static void assertUnavailable(Server server, String why) {
        Throwable thrown = catchThrowable(() -> TestRedis.PROVIDER.ping(server));
        assertThat(thrown).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e).hasMessageContaining(server.host().toString()).hasMessageContaining(why);
        });
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain(SECRET);
        }
    }
}
