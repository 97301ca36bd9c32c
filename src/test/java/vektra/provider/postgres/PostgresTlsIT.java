package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.sql.Sessions;

/** An adopted server with TLS is verified as its URL says, and its apps verify it the same way. */
@Sampled(oneIn = 2)
class PostgresTlsIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;

    private static RunningPostgres postgres;
    private static Path right;
    private static Path wrong;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "no openssl to make certificates with");
        postgres = RunningPostgres.foreign();
        right = certificate("server");
        wrong = certificate("other");
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(
                    admin,
                    "ALTER SYSTEM SET ssl_cert_file = 'server.crt'",
                    "ALTER SYSTEM SET ssl_key_file = 'server.key'",
                    "ALTER SYSTEM SET ssl = on",
                    "SELECT pg_reload_conf()");
            for (int i = 0; !JdbcApp.one(admin, "SHOW ssl").equals("on"); i++) {
                assertThat(i).isLessThan(100);
                Thread.sleep(50);
            }
        }
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void the_right_authority_and_name_are_let_in_and_apps_get_the_same_url() throws Exception {
        Server server = adopted("localhost", "?sslmode=verify-full&sslrootcert=" + right);
        assertThat(PROVIDER.ping(server)).isNotEmpty();
        Resource resource = PROVIDER.provision(server, new Resource(Id.fresh(), "tls", Map.of()));
        Credentials credentials = PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
        Map<String, String> vars = PROVIDER.configVars(server, resource, credentials);
        assertThat(vars.get("DATABASE_URL")).contains("sslmode=verify-full");
        try (Connection app = JdbcApp.connect(vars)) {
            JdbcApp.run(app, "SET ROLE NONE"); // only the login role itself sees what its sessions are like
            assertThat(JdbcApp.one(app, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");
        }
        List<String> psql = List.of("psql", vars.get("DATABASE_URL"), "-Atc", "SELECT 1");
        if (Files.isExecutable(Path.of("/usr/bin/psql"))) {
            assertThat(RunningPostgres.said(psql, Map.of())).isEqualTo("1\n");
        }
        PROVIDER.deprovision(server, resource);
    }

    @Test
    void another_authority_or_name_is_refused() {
        assertRefused(adopted("localhost", "?sslmode=verify-full&sslrootcert=" + wrong));
        assertRefused(adopted("127.0.0.1", "?sslmode=verify-full&sslrootcert=" + right));
        assertRefused(adopted("localhost", "?sslmode=verify-full&sslrootcert=system"));
        assertThat(PROVIDER.ping(adopted("127.0.0.1", "?sslmode=verify-ca&sslrootcert=" + right)))
                .isNotEmpty();
    }

    @Test
    void tls_is_used_where_there_is_any_unless_the_url_forbids_it() {
        assertThat(encrypted(adopted("localhost", ""))).isEqualTo("t");
        assertThat(encrypted(adopted("localhost", "?sslmode=require"))).isEqualTo("t");
        assertThat(encrypted(adopted("localhost", "?sslmode=disable"))).isEqualTo("f");
    }

    private static String encrypted(Server server) {
        return new Admin(server, java.time.Duration.ofSeconds(4), right, new Sessions<>())
                .ask(session -> session.column("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                        .get(0));
    }

    private static void assertRefused(Server server) {
        assertThatThrownBy(() -> PROVIDER.ping(server)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).containsAnyOf("TLS", "could not be verified");
        });
    }

    private static Server adopted(String host, String query) {
        String url = postgres.server().adminUrl().reveal().replace("127.0.0.1", host) + query;
        return PROVIDER.adopt(url, RunningPostgres.defaults());
    }

    private static Path certificate(String name) {
        Path folder = postgres.data().resolve("cluster");
        Path certificate = folder.resolve(name + ".crt");
        RunningPostgres.said(
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-nodes",
                        "-newkey",
                        "rsa:2048",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        folder.resolve(name + ".key").toString(),
                        "-out",
                        certificate.toString()),
                Map.of());
        String key = folder.resolve(name + ".key").toString();
        RunningPostgres.said(List.of("chmod", "600", key), Map.of());
        // a server of root's runs as another user
        RunningPostgres.said(List.of("chown", "--reference=" + folder.resolve("PG_VERSION"), key), Map.of());
        return certificate;
    }
}
