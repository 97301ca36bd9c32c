package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.NodeModules;
import vektra.fixture.Sampled;

/** A managed PostgreSQL that requires TLS, for apps and for Vektra with the programs that it runs. */
@Sampled(oneIn = 4)
class PostgresTlsRequiredIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "postgres", "--tls", "required").ok();
        home.vektra("addons:bind", "postgres", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String url(String form) {
        JsonNode info = home.json("addons:info", "postgres", "-a", "myapp", "--reveal");
        return info.at("/connections/0/urls/" + form).asText();
    }

    private static boolean opens(String jdbc) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbc)) {
            return connection.isValid(4);
        }
    }

    @Test
    void sessions_without_tls_are_refused_and_all_commands_work() throws Exception {
        assertThatThrownBy(() -> opens(url("jdbc") + "&sslmode=disable")).hasMessageContaining("no encryption");
        // drivers that prefer TLS, and those that do not verify, go on as ever
        assertThat(opens(url("jdbc"))).isTrue();
        assertThat(opens(url("jdbc") + "&sslmode=require")).isTrue();
        assertThat(opens(url("jdbc-tls"))).isTrue();
        home.vektra("addons:rotate", "postgres", "-a", "myapp").ok();
        home.vektra("addons:action", "postgres", "backup", "-a", "myapp").ok();
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
        assertThat(home.config("myapp").get("DATABASE_URL")).doesNotContain("?");
    }

    @Test
    void node_pg_reaches_it_as_it_reaches_heroku() {
        assumeTrue(NodeModules.areThere(), "npm is missing; scripts/test installs it");
        String url = home.config("myapp").get("DATABASE_URL");
        Map<String, String> environment = Map.of("DATABASE_URL", url, "CA", home.path() + "/tls/ca.pem");
        assertThat(NodeModules.run(environment, "node", "tls.mjs").text())
                .isEqualTo("{\"unverified\":[true],\"verified\":[true]}\n");
    }
}
