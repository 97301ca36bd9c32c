package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Trust;

/** Programs reach a managed MariaDB over TLS when they ask for it, and in no other way where that is required. */
@Sampled(oneIn = 2)
class MariadbTlsIT {
    private static final String CIPHER =
            "SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'";

    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "mariadb").ok();
        home.vektra("addons:bind", "mariadb", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String url(String app, String form) {
        JsonNode info = home.json("addons:info", "mariadb", "-a", app, "--reveal");
        return info.at("/connections/0/urls/" + form).asText();
    }

    /** Empty without TLS. */
    private static String cipher(String jdbc) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc)) {
            return JdbcApp.one(connection, CIPHER);
        }
    }

    @Test
    void a_program_chooses_and_the_doctor_renews_the_certificate_of_a_running_server() throws Exception {
        assertThat(cipher(url("myapp", "jdbc"))).isEmpty();
        assertThat(cipher(url("myapp", "jdbc") + "&sslMode=trust")).startsWith("TLS_");
        assertThat(cipher(url("myapp", "jdbc-tls"))).startsWith("TLS_");
        Path old = Files.copy(home.path().resolve("tls/ca.pem"), home.scratch().resolve("old.pem"));
        String pid = home.json("addons:status", "mariadb").at("/pid").asText();
        Trust.forget(home, "mariadb");
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("mariadb has no TLS certificate");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(cipher(url("myapp", "jdbc-tls"))).startsWith("TLS_");
        assertThatThrownBy(() -> cipher(url("myapp", "jdbc") + "&sslMode=verify-ca&serverSslCert=" + old))
                .isInstanceOf(SQLException.class);
        assertThat(home.json("addons:status", "mariadb").at("/pid").asText()).isEqualTo(pid);
    }

    @Test
    void a_server_that_requires_it_refuses_all_else_and_all_commands_work() throws Exception {
        home.vektra("apps:create", "safe").ok();
        home.vektra(
                        "addons:create",
                        "mariadb:dedicated",
                        "-a",
                        "safe",
                        "--name",
                        "vault",
                        "--wait",
                        "--",
                        "--tls",
                        "required")
                .ok();
        assertThatThrownBy(() -> cipher(url("safe", "jdbc"))).isInstanceOf(SQLException.class);
        assertThat(cipher(url("safe", "jdbc-tls"))).startsWith("TLS_");
        home.vektra("addons:rotate", "vault", "-a", "safe").ok();
        home.vektra("addons:action", "vault", "backup", "-a", "safe").ok();
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        home.vektra("addons:downgrade", "vault", "mariadb:shared", "-a", "safe").ok();
        assertThat(cipher(url("safe", "jdbc"))).isEmpty();
    }
}
