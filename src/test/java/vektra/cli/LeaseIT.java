package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** An add-on with a lease is gone with its data once the lease expired, and takes nothing else along. */
@Sampled(oneIn = 8)
class LeaseIT {
    private Home home;

    @BeforeEach
    void open() {
        home = new Home();
        home.enable("postgres");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void the_next_command_destroys_what_is_over_and_leaves_the_app() throws Exception {
        home.vektra("config:set", "MINE=1", "-a", created("canary")).ok();
        home.vektra("addons:bind", "postgres", "-a", "canary", "--ttl", "2s").ok();
        String url = home.stored("canary").at("/config/DATABASE_URL").asText();
        assertThat(Home.ask(url, "select 1")).isEqualTo("1");
        home.untilDue();

        Home.Ran ran = home.vektra("config", "-a", "canary", "--json").ok();
        assertThat(ran.json().properties()).hasSize(1);
        assertThat(ran.json().at("/MINE").asText()).isEqualTo("1");
        assertThat(ran.err()).contains("the lease of postgres-", " on canary expired");
        assertThatThrownBy(() -> Home.connect(url)).isInstanceOf(SQLException.class);
        assertThat(databases("canary")).isZero();
        assertThat(home.json("releases", "-a", "canary").at("/0/description").asText())
                .startsWith("Expire postgres-");
        assertThat(home.json("addons", "-a", "canary")).isEmpty();
        assertThat(home.path().resolve("addons").toFile().list()).isEmpty();
        nothingIsDue();

        home.vektra("addons:bind", "postgres", "-a", "canary").ok();
        assertThat(home.config("canary")).containsKey("DATABASE_URL");
    }

    @Test
    void a_program_is_not_started_with_variables_that_are_over() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "canary", "--ttl", "1s").ok();
        home.untilDue();
        assertThat(home.vektra("run", "-a", "canary", "--", "sh", "-c", "echo ${DATABASE_URL:-none}")
                        .ok()
                        .out())
                .isEqualTo("none\n");
    }

    private static String shown(String time) {
        return time.substring(0, "2026-01-31T12:00:00".length()).replace('T', ' ') + " UTC";
    }

    @Test
    void reap_says_what_it_reaped() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "one", "--ttl", "5s").ok();
        home.leaveDue(true);
        home.vektra("addons:bind", "postgres", "-a", "two", "--ttl", "1h").ok();
        home.vektra("addons:bind", "postgres", "-a", "three").ok();
        home.vektra("addons:rotate", "postgres", "-a", "three", "--grace", "5s").ok();
        home.leaveDue(true);
        home.vektra("addons:rotate", "postgres", "-a", "two", "--grace", "1h").ok();
        home.untilDue();
        JsonNode result = home.json("addons:reap");
        assertThat(result.at("/waiting")).isEmpty();
        assertThat(result.at("/reaped")).hasSize(2);
        assertThat(result.findValuesAsText("app")).containsExactly("one", "three");
        assertThat(result.findValuesAsText("what")).containsExactly("addon", "credentials");
        assertThat(home.vektra("addons:reap").ok().out()).isEqualTo("Nothing to do: nothing has expired\n");
        assertThat(home.path().resolve("due").toFile().list()).hasSize(2);
    }

    @Test
    void the_end_is_shown_and_changes_only_when_another_is_given() {
        JsonNode first = home.json("addons:bind", "postgres", "-a", "shown", "--ttl", "1h");
        String end = first.at("/addon/expires_at").asText();
        assertThat(Duration.between(Instant.now(), Instant.parse(end))).isBetween(minutes(59), minutes(61));
        assertThat(home.json("addons", "-a", "shown").at("/0/expires_at").asText())
                .isEqualTo(end);
        assertThat(home.vektra("addons", "-a", "shown").ok().out()).contains("EXPIRES AT", shown(end));
        assertThat(home.vektra("addons:info", "postgres", "-a", "shown").ok().out())
                .contains("Expires at", shown(end));

        JsonNode again = home.json("addons:bind", "postgres", "-a", "shown");
        assertThat(again.at("/changed").asBoolean()).isFalse();
        assertThat(again.at("/addon/expires_at").asText()).isEqualTo(end);

        JsonNode longer = home.json("addons:bind", "postgres", "-a", "shown", "--ttl", "2h");
        assertThat(longer.at("/changed").asBoolean()).isTrue();
        assertThat(longer.at("/release").asInt()).as("no release for it").isEqualTo(1);
        assertThat(Instant.parse(longer.at("/addon/expires_at").asText())).isAfter(Instant.parse(end));
        assertThat(home.path().resolve("due").toFile().list()).hasSize(1);
        home.vektra("addons:bind", "postgres", "-a", "shown", "--as", "other").ok();
        assertThat(home.json("addons", "-a", "shown").at("/0/expires_at")).isEqualTo(longer.at("/addon/expires_at"));
    }

    @Test
    void a_dedicated_server_goes_with_its_lease() throws Exception {
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis:dedicated", "-a", "own", "--ttl", "2s")
                .ok();
        String addon = home.stored("own").at("/addons/0/name").asText();
        assertThat(home.path().resolve("servers/" + addon)).exists();
        home.vektra("addons:stop", addon).ok();
        home.untilDue();
        home.vektra("apps").ok();
        assertThat(home.path().resolve("servers/" + addon)).doesNotExist();
        assertThat(home.config("own")).isEmpty();
    }

    @Test
    void a_lease_outlives_a_rename_a_rollback_and_the_app_itself() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "before", "--ttl", "5s").ok();
        home.leaveDue(true);
        home.vektra("config:set", "A=1", "-a", "before").ok();
        home.vektra("rollback", "v1", "-a", "before").ok();
        home.vektra("apps:rename", "after", "-a", "before").ok();
        home.vektra("addons:bind", "postgres", "-a", "gone", "--ttl", "5s").ok();
        home.leaveDue(true);
        home.vektra("apps:destroy", "-a", "gone", "--confirm", "gone").ok();
        assertThat(home.json("addons", "--all")).hasSize(2);
        home.untilDue();
        assertThat(home.json("addons:reap").at("/reaped")).hasSize(2);
        assertThat(home.json("addons", "--all")).isEmpty();
        assertThat(home.config("after")).isEmpty();
        assertThat(databases("gone")).isZero();
        assertThat(databases("before")).isZero();
        nothingIsDue();
    }

    @Test
    void a_server_that_is_down_is_not_started_for_it_and_only_warned_of() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "stopped", "--ttl", "2s").ok();
        home.vektra("addons:stop", "postgres").ok();
        home.untilDue();
        Home.Ran first = home.vektra("apps").ok();
        assertThat(first.out()).contains("stopped");
        assertThat(first.err()).contains("Warning: postgres-", " expired, but ", "addons:reap");
        assertThat(home.vektra("apps").ok().err()).as("put off for a minute").isEmpty();
        assertThat(home.json("addons:status", "postgres").at("/state").asText()).isEqualTo("stopped");
        assertThat(home.json("addons:reap").at("/reaped")).hasSize(1);
        assertThat(databases("stopped")).isZero();
        nothingIsDue();
    }

    @Test
    void while_its_service_is_off_it_waits_in_silence() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "off", "--ttl", "5s").ok();
        home.leaveDue(true);
        home.vektra("addons:unbind", "postgres", "-a", "off").ok();
        home.vektra("addons:disable", "postgres").ok();
        home.untilDue();
        home.leaveDue(false);
        assertThat(home.vektra("apps").ok().err()).isEmpty();
        assertThat(home.json("addons:reap").at("/waiting/0/problem").asText()).contains("postgres is disabled");
        home.enable("postgres");
        assertThat(home.json("addons:reap").at("/reaped")).hasSize(1);
        assertThat(databases("off")).isZero();
    }

    @Test
    void many_at_once_expire_it_once() throws Exception {
        home.vektra("addons:bind", "postgres", "-a", "crowd", "--ttl", "2s").ok();
        home.untilDue();
        Process[] all = new Process[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = home.start(Map.of(), i % 2 == 0 ? "apps" : "addons:reap");
        }
        for (Process process : all) {
            Home.finish(process, "").ok();
        }
        assertThat(home.json("releases", "-a", "crowd")).hasSize(2);
        assertThat(databases("crowd")).isZero();
        nothingIsDue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forever", "5", "0d"})
    void a_lifetime_that_is_none_is_refused_before_anything_is_made(String ttl) {
        assertThat(home.vektra("addons:bind", "postgres", "-a", "none", "--ttl", ttl)
                        .exits(2)
                        .err())
                .contains("is not a duration");
        home.vektra("apps:info", "-a", "none").exits(3);
    }

    private String created(String app) {
        home.vektra("apps:create", app).ok();
        return app;
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    private int databases(String app) throws SQLException {
        return Integer.parseInt(Home.ask(
                home.adminUrl("postgres"),
                "select count(*) from pg_database where datname like '" + app + "!_%' escape '!'"));
    }

    private void nothingIsDue() {
        assertThat(home.path().resolve("due").toFile().list()).isEmpty();
    }
}
