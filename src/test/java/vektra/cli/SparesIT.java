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
import vektra.fixture.Sampled;

@Sampled(oneIn = 6)
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
        return found("select datname || ' ' || oid from pg_database where datname ~ '" + pattern + "'");
    }

    private static Set<String> found(String query) {
        Set<String> found = new TreeSet<>();
        try (Connection admin = Home.connect(home.adminUrl("postgres"))) {
            ResultSet rows = admin.createStatement().executeQuery(query);
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static Set<String> oids(Set<String> found) {
        Set<String> oids = new TreeSet<>();
        found.forEach(one -> oids.add(one.substring(one.indexOf(' '))));
        return oids;
    }

    /** Name and oid of each role that fits. */
    private static Set<String> roles(String pattern) {
        return found("select rolname || ' ' || oid from pg_roles where rolname ~ '" + pattern + "'");
    }

    private static String url(String app) {
        return home.vektra("config:get", "DATABASE_URL", "-a", app).ok().out().strip();
    }

    /** As many as wanted, each with its owner and a login, and nothing else. */
    private static void awaitSpares(int wanted) {
        await().untilAsserted(() -> {
            assertThat(databases("^vektra_spare_")).hasSize(wanted);
            assertThat(roles("^vektra_spare_[0-9a-f]{12}_(owner|login)$")).hasSize(2 * wanted);
            assertThat(roles("^vektra_spare_")).hasSize(2 * wanted);
        });
    }

    @Test
    void a_bind_takes_a_database_that_stands_ready_and_another_is_made_ready_after_it() throws SQLException {
        home.vektra("addons:enable", "postgres", "--spares", "2").ok();
        awaitSpares(2);
        Set<String> ready = oids(databases("^vektra_spare_"));
        Set<String> logins = oids(roles("^vektra_spare_.*_login$"));

        home.vektra("addons:bind", "postgres", "-a", "quick").ok();

        assertThat(ready).containsAll(oids(databases("^quick_"))).hasSize(2);
        assertThat(logins)
                .containsAll(oids(roles("^quick_[0-9a-f]{12}_[0-9a-f]{12}$")))
                .hasSize(2);
        assertThat(roles("^quick_")).hasSize(2);
        awaitSpares(2);
        assertThat(oids(databases("^vektra_spare_"))).isNotEqualTo(ready);
        try (Connection app = Home.connect(url("quick"))) {
            app.createStatement().execute("create table works (n int)");
        }
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void a_spare_cannot_be_entered() {
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

    @Test
    void what_came_with_a_spare_goes_with_its_database() {
        home.vektra("addons:enable", "postgres", "--spares", "1").ok();
        awaitSpares(1);
        home.vektra("apps:create", "brief").ok();
        home.vektra("addons:create", "postgres", "-a", "brief", "--as", "FIRST").ok();
        awaitSpares(1);
        home.vektra("addons:action", "FIRST", "backup", "-a", "brief").ok();
        awaitSpares(1);
        home.vektra("addons:action", "FIRST", "restore", "-a", "brief", "--confirm", "brief")
                .ok();
        assertThat(roles("^brief_")).as("owner and login").hasSize(2);
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
        home.vektra("addons:destroy", "FIRST", "-a", "brief", "--confirm", "brief")
                .ok();
        assertThat(roles("^brief_")).isEmpty();
        awaitSpares(1);
    }

    @Test
    void a_spare_that_was_not_made_to_its_end_is_replaced() throws SQLException {
        home.vektra("addons:enable", "postgres", "--spares", "1").ok();
        awaitSpares(1);
        Set<String> before = oids(databases("^vektra_spare_"));
        try (Connection admin = Home.connect(home.adminUrl("postgres"))) {
            String spare = databases("^vektra_spare_").iterator().next().split(" ")[0];
            admin.createStatement().execute("alter role " + spare + "_login rename to " + spare + "_new");
        }
        home.vektra("addons:spares", "postgres").ok();
        awaitSpares(1);
        assertThat(oids(databases("^vektra_spare_"))).isNotEqualTo(before);
    }
}
