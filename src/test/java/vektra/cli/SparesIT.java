package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

class SparesIT {
    private static Home home;

    @BeforeAll
    static void enable() {
        home = new Home();
        home.vektra("addons:enable", "postgres").ok();
    }

    @AfterAll
    static void end() {
        home.close();
    }

    /** Name and oid of each database that fits. */
    private static Set<String> databases(String pattern) {
        Set<String> found = new TreeSet<>();
        try (Connection admin = Home.connect(home.adminUrl("postgres"))) {
            ResultSet rows = admin.createStatement()
                    .executeQuery("select datname || ' ' || oid from pg_database where datname ~ '" + pattern + "'");
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static Set<String> oids(String pattern) {
        Set<String> oids = new TreeSet<>();
        databases(pattern).forEach(database -> oids.add(database.substring(database.indexOf(' '))));
        return oids;
    }

    private static String url(String app) {
        return home.vektra("config:get", "DATABASE_URL", "-a", app).ok().out().strip();
    }

    private static void awaitSpares(int wanted) {
        await().untilAsserted(() -> assertThat(databases("^vektra_spare_")).hasSize(wanted));
    }

    @Test
    void a_bind_takes_a_database_that_stands_ready_and_another_is_made_ready_after_it() throws SQLException {
        home.vektra("addons:enable", "postgres", "--spares", "2").ok();
        awaitSpares(2);
        Set<String> ready = oids("^vektra_spare_");

        home.vektra("addons:bind", "postgres", "-a", "quick").ok();

        assertThat(ready).containsAll(oids("^quick_")).hasSize(2);
        awaitSpares(2);
        assertThat(oids("^vektra_spare_")).isNotEqualTo(ready);
        try (Connection app = Home.connect(url("quick"))) {
            app.createStatement().execute("create table works (n int)");
        }
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void nobody_can_enter_a_spare() {
        home.vektra("addons:enable", "postgres", "--spares", "1").ok();
        awaitSpares(1);
        home.vektra("addons:bind", "postgres", "-a", "curious").ok();
        awaitSpares(1);
        String spare = databases("^vektra_spare_").iterator().next().split(" ")[0];
        String url = url("curious").replaceAll("/[^/]*$", "/" + spare);

        assertThatThrownBy(() -> Home.connect(url).close()).isInstanceOf(SQLException.class);
    }

    @Test
    void as_many_as_wanted_are_kept_and_none_when_none_is_wanted() {
        home.vektra("addons:enable", "postgres", "--spares", "3").ok();
        awaitSpares(3);
        home.vektra("addons:enable", "postgres", "--spares", "0").ok();
        awaitSpares(0);
        home.vektra("addons:bind", "postgres", "-a", "slow").ok();
        assertThat(databases("^slow_")).hasSize(1);
        assertThat(home.vektra("addons:spares", "postgres", "--json")
                        .ok()
                        .json()
                        .get("made")
                        .intValue())
                .isZero();
        assertThat(List.copyOf(databases("^vektra_spare_"))).isEmpty();
    }
}
