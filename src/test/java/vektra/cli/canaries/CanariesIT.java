package vektra.cli.canaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Canaries of a real folder, with a real database: made, replaced, expired, killed, and destroyed without anything of others. */
@Sampled(oneIn = 8)
class CanariesIT {
    private Home home;
    private Path http;

    @BeforeEach
    void open() throws IOException {
        home = new Home();
        http = Files.createDirectories(home.scratch().resolve("services/http"));
        Files.writeString(http.resolve("vektra.yml"), "resources: {database: {type: postgres}}\n");
        Files.writeString(http.resolve("Procfile"), "web: ./start\n");
        program("setup", "echo \"setting up $VEKTRA_APP\"; echo \"$DATABASE_URL\" > \"url-$VEKTRA_APP\"");
        program("teardown", "touch \"torn-$VEKTRA_APP\"");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(http.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String created() {
        return home.json("canaries:create", "http").at("/0/name").asText();
    }

    private String url(String canary) throws IOException {
        return Files.readString(http.resolve("url-" + canary)).strip();
    }

    @Test
    void one_has_a_database_and_its_teardown_leaves_the_apps_of_others() throws Exception {
        home.enable("postgres");
        home.vektra("addons:bind", "postgres", "-a", "http-000000").ok();
        Home.Ran created = home.vektra("canaries:create", "http").ok();
        assertThat(created.out()).matches("Created http-[0-9a-f]{6}, which expires at .* UTC\n");
        JsonNode listed = home.json("canaries").get(0);
        String canary = listed.get("name").asText();
        assertThat(created.err()).contains("setting up " + canary);
        assertThat(listed.get("state").asText()).isEqualTo("whole");
        String url = url(canary);
        assertThat(Home.ask(url, "select 1")).isEqualTo("1");
        assertThat(home.vektra("run", "-a", canary, "--", "sh", "-c", "echo $DATABASE_URL")
                        .ok()
                        .out())
                .isEqualTo(url + "\n");
        assertThat(home.json("apps:info", "-a", canary).findValue("expires_at").asText())
                .isEqualTo(listed.get("expires").asText());

        assertThat(home.vektra("monitors:teardown").exits(2).err())
                .contains("Plan: destroy " + canary + " (the app " + canary + ", whole)")
                .contains("--confirm canaries");
        assertThat(home.vektra("monitors:teardown", "--confirm", "canaries")
                        .ok()
                        .out())
                .isEqualTo("Destroyed " + canary + " with its data\n");
        assertThat(http.resolve("torn-" + canary)).exists();
        assertThatThrownBy(() -> Home.connect(url)).isInstanceOf(SQLException.class);
        assertThat(home.json("canaries")).isEmpty();
        assertThat(home.json("apps"))
                .singleElement()
                .satisfies(app -> assertThat(app.get("name").asText()).isEqualTo("http-000000"));
        assertThat(Home.ask(home.config("http-000000").get("DATABASE_URL"), "select 1"))
                .isEqualTo("1");
    }

    @Test
    void what_was_taken_over_by_its_user_is_left_with_the_code_of_a_part() {
        home.enable("postgres");
        String mine = created();
        String other = created();
        home.vektra("config:set", "VEKTRA_CANARY=mine", "-a", mine).ok();
        Home.Ran ran = home.vektra("monitors:teardown", "--confirm", "canaries").exits(6);
        assertThat(ran.out())
                .contains("Destroyed " + other + " with its data\n")
                .contains("Not destroyed: " + mine + ": the app " + mine + " is no longer the canary");
        assertThat(home.json("canaries").at("/0/state").asText()).isEqualTo("foreign");
        home.vektra("apps:destroy", "-a", mine, "--destroy-data", "--confirm", mine)
                .ok();
        home.vektra("canaries:destroy", "--all", "--confirm", "canaries").ok();
        assertThat(home.json("canaries")).isEmpty();
    }

    @Test
    void setup_is_repeated_after_a_kill_and_makes_what_is_missing() throws Exception {
        home.enable("postgres");
        Files.createDirectories(home.scratch().resolve("services/plain"));
        for (int point : new int[] {1, 2, 9}) {
            home.killedAt(point, "monitors:setup");
            JsonNode apps = home.json("apps");
            String recorded = Files.readString(home.path().resolve("monitors/canaries.json"));
            assertThat(apps)
                    .allSatisfy(
                            app -> assertThat(recorded).contains(app.get("id").asText()));
            JsonNode result = home.json("monitors:setup");
            assertThat(result.get("failed")).isEmpty();
            assertThat(home.json("canaries"))
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one.get("state").asText()).isEqualTo("whole"));
            assertThat(home.json("monitors:setup").at("/services/0/kept").asInt())
                    .isEqualTo(1);
            home.vektra("monitors:teardown", "--confirm", "canaries").ok();
            assertThat(home.json("apps")).isEmpty();
        }
    }

    @Test
    void an_expired_one_is_destroyed_by_the_next_command_and_forgotten_by_reap() throws Exception {
        home.enable("postgres");
        String canary = home.json("canaries:create", "http", "--ttl", "2s")
                .at("/0/name")
                .asText();
        String url = url(canary);
        home.untilDue();
        assertThat(home.json("apps")).isEmpty();
        assertThatThrownBy(() -> Home.connect(url)).isInstanceOf(SQLException.class);
        assertThat(home.vektra("addons:reap").ok().out()).isEqualTo("The canary " + canary + " is gone\n");
        assertThat(home.json("canaries")).isEmpty();
    }

    @Test
    void one_is_recycled_and_what_cannot_be_made_is_refused() throws Exception {
        String old = created();
        JsonNode recycled = home.json("canaries:recycle", old);
        assertThat(recycled.at("/destroyed/name").asText()).isEqualTo(old);
        assertThat(home.json("canaries").at("/0/name").asText())
                .isEqualTo(recycled.at("/created/name").asText());
        home.vektra("canaries:destroy").exits(2);
        home.vektra("canaries:destroy", "http-zzz", "--confirm", "http-zzz").exits(3);
        assertThat(home.vektra("canaries:create", "htp").exits(3).err()).contains("did you mean http?");
        Files.writeString(http.resolve("create.opts"), "--stack bamboo\n");
        assertThat(home.vektra("canaries:create", "http").exits(2).err())
                .contains("services/http/create.opts: unknown option '--stack'");
        Files.delete(http.resolve("create.opts"));
        program("setup", "exit 3");
        assertThat(home.vektra("canaries:create", "http").exits(4).err())
                .contains("services/http/setup failed with exit code 3");
        assertThat(home.json("canaries")).hasSize(1);
    }
}
