package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.tls.Identity;
import vektra.tls.Pem;

/** A PostgreSQL server that Vektra runs speaks TLS with those who want it, and plainly with the others. */
@Sampled(oneIn = 7)
class ServerTlsIT {
    private static final String MINE = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final String APP = "myapp";

    private static Home home;
    private static String plain;

    @BeforeAll
    static void open() {
        home = new Home();
        home.enable("postgres");
        home.vektra("addons:bind", "postgres", "-a", APP).ok();
        plain = home.config(APP).get("DATABASE_URL");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Path authority() {
        return home.path().resolve("tls/ca.pem");
    }

    private static Path certificate() {
        return home.path().resolve("servers/postgres/data/cluster/vektra-tls.pem");
    }

    private static JsonNode info(Home of) {
        return of.json("addons:info", "postgres", "-a", APP, "--reveal");
    }

    private static String ask(String jdbc, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc)) {
            // only the login itself sees what its sessions are like
            connection.createStatement().execute("SET ROLE NONE");
            ResultSet rows = connection.createStatement().executeQuery(query);
            rows.next();
            return rows.getString(1);
        }
    }

    /** Whether the session is encrypted that has verified the server as addons:info says. */
    private static String verified(Home of) throws SQLException {
        return ask(info(of).at("/connections/0/urls/jdbc-tls").asText(), MINE);
    }

    private static void asAdministrator(String... statements) throws SQLException {
        try (Connection administrator = Home.connect(home.adminUrl("postgres"))) {
            for (String statement : statements) {
                administrator.createStatement().execute(statement);
            }
        }
    }

    @Test
    void the_urls_of_apps_are_as_ever_and_info_shows_how_to_verify() {
        assertThat(plain).matches("postgres://\\w+:\\w+@127\\.0\\.0\\.1:\\d+/\\w+");
        JsonNode info = info(home);
        assertThat(info.at("/ca").asText()).isEqualTo(authority().toString());
        JsonNode urls = info.at("/connections/0/urls");
        assertThat(urls.at("/postgres").asText()).isEqualTo(plain);
        assertThat(urls.at("/tls").asText())
                .isEqualTo(plain + "?sslmode=verify-full&sslrootcert="
                        + authority().toString().replace("/", "%2F"));
        assertThat(home.vektra("addons:info", "postgres", "-a", APP).ok().out())
                .contains("verified with " + authority(), "sslmode=verify-full")
                .doesNotContain(home.password(APP, "DATABASE_URL"));
    }

    /** Such as what the Heroku CLI starts, which sets PGSSLMODE=require. */
    @Test
    void programs_get_what_they_ask_for() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "no psql on this machine");
        for (String mode : List.of("disable", "prefer", "require", "verify-ca", "verify-full")) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                String trusted = mode.startsWith("verify") ? authority().toString() : "";
                Map<String, String> environment = Map.of("PGSSLMODE", mode, "PGSSLROOTCERT", trusted);
                String url = plain.replace("@127.0.0.1:", "@" + host + ":");
                assertThat(home.program(environment, "psql", "-X", "-At", url, "-c", "SET ROLE NONE", "-c", MINE)
                                .ok()
                                .out())
                        .as(mode + " at " + host)
                        .isEqualTo("SET\n" + (mode.equals("disable") ? "f" : "t") + "\n");
            }
        }
    }

    @Test
    void another_authority_is_refused() throws Exception {
        Identity other = Identity.authority("Vektra home", Duration.ofDays(9), Instant.now());
        Path file = home.write("other.pem", Pem.of(other.certificate()));
        String url = info(home).at("/connections/0/urls/jdbc").asText();
        assertThatThrownBy(() -> ask(url + "&sslmode=verify-ca&sslrootcert=" + file, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL error");
    }

    @Test
    void vektra_itself_and_the_programs_that_it_runs_stay_plain() throws Exception {
        asAdministrator("ALTER SYSTEM SET log_connections = on", "SELECT pg_reload_conf()");
        assertThat(home.vektra("addons:rotate", "postgres", "-a", APP).ok().code())
                .isZero();
        home.vektra("addons:action", "postgres", "backup", "-a", APP).ok();
        plain = home.config(APP).get("DATABASE_URL");
        ask(info(home).at("/connections/0/urls/jdbc-tls").asText(), "SELECT 1");
        asAdministrator("ALTER SYSTEM RESET log_connections", "SELECT pg_reload_conf()");
        List<String> logins = home.vektra("addons:logs", "postgres", "-n", "1000")
                .ok()
                .out()
                .lines()
                .filter(line -> line.contains("connection authorized"))
                .toList();
        assertThat(logins)
                .filteredOn(line -> line.contains("application_name=vektra"))
                .isNotEmpty();
        assertThat(logins)
                .filteredOn(line -> line.contains("application_name=pg_dump"))
                .isNotEmpty();
        assertThat(logins)
                .filteredOn(line -> line.contains("application_name=vektra") || line.contains("application_name=pg_"))
                .noneMatch(line -> line.contains("SSL enabled"));
        assertThat(logins).anyMatch(line -> line.contains("SSL enabled"));
    }

    @Test
    void a_home_from_before_gets_it_by_a_restart() throws Exception {
        home.vektra("addons:stop", "postgres").ok();
        forget();
        home.vektra("addons:start", "postgres").ok();
        assertThat(verified(home)).isEqualTo("t");
        assertThat(home.files()).containsEntry("tls", "rwx------").containsEntry("tls/ca.pem", "rw-------");
        assertThat(Files.getPosixFilePermissions(certificate())).hasSize(2);
    }

    private static void forget() throws Exception {
        for (Path file : List.of(authority(), authority().resolveSibling("authority.pem"), certificate())) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(authority().getParent());
    }

    /** Makes the running server one that an older version has started. */
    private static void age() throws Exception {
        Path conf = certificate().resolveSibling("vektra.conf");
        try (Stream<String> lines = Files.lines(conf)) {
            Files.write(conf, lines.filter(line -> !line.startsWith("ssl")).toList());
        }
        forget();
        asAdministrator("SELECT pg_reload_conf()");
        org.awaitility.Awaitility.await()
                .until(() -> Home.ask(home.adminUrl("postgres"), "SHOW ssl").equals("off"));
    }

    @Test
    void the_doctor_gives_it_to_a_running_server_and_no_crash_keeps_it_from_that() throws Exception {
        age();
        String pid = home.json("addons:status", "postgres").at("/pid").asText();
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("postgres has no TLS certificate");
        assertThat(home.vektra("addons:doctor", "--fix", "--dry-run").ok().out())
                .contains("would create a TLS certificate for the server postgres");
        assertThat(authority()).doesNotExist();
        int point = 1;
        for (; home.killedAt(point, "addons:doctor", "--fix").code() == 137; point++) {
            home.vektra("addons:doctor", "--fix").ok();
            assertThat(verified(home)).isEqualTo("t");
            Files.delete(certificate());
        }
        assertThat(point).isGreaterThan(5);
        assertThat(verified(home)).isEqualTo("t");
        assertThat(home.json("addons:status", "postgres").at("/pid").asText()).isEqualTo(pid);
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }

    @Test
    void a_home_that_was_moved_has_it_where_it_is() throws Exception {
        try (Home moved = new Home()) {
            Files.move(home.path(), moved.path());
            try {
                moved.vektra("addons:doctor", "--fix").ok();
                assertThat(info(moved).at("/ca").asText())
                        .startsWith(moved.path().toString());
                assertThat(verified(moved)).isEqualTo("t");
            } finally {
                Files.move(moved.path(), home.path());
                home.vektra("addons:doctor", "--fix").ok();
            }
        }
    }
}
