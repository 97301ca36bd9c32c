package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** Commands of one machine on the {@code vektra server} of another, both real processes; each has a home of its own. */
class RemoteIT {
    private static ServedHome there;
    private static Home here;

    @BeforeAll
    static void open() {
        there = new ServedHome("postgres", "redis");
        here = new Home();
        here.with("XDG_CONFIG_HOME", here.scratch().resolve("config").toString());
        there.vektra("apps:create", "shop");
        there.vektra("addons:bind", "postgres", "-a", "shop");
        there.vektra("addons:bind", "redis", "-a", "shop");
        login("prod", there.adminToken());
        login("reader", there.token("rita", "read"));
        login("writer", there.token("walt", "write"));
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    private static void login(String name, String token) {
        here.vektraFed(token + "\n", "login", there.url(), "--name", name).ok();
    }

    /** A command of the client, in a process of its own. */
    private static Home.Ran on(String remote, String... words) {
        return here.launched(Map.of("VEKTRA_REMOTE", remote), words);
    }

    @Test
    void the_token_lies_in_a_private_file_and_is_never_shown() throws Exception {
        Path file = here.scratch().resolve("config/vektra/remotes.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Home.Ran listed = here.vektra("remotes").ok();
        assertThat(listed.out()).contains("prod    " + there.url()).doesNotContain("vk_");
        assertThat(here.vektra("remotes", "--json").ok().out()).doesNotContain("vk_");
        login("gone", there.adminToken());
        here.vektra("logout", "gone").ok();
        assertThat(here.vektra("apps", "--remote", "gone").exits(3).err()).contains("no remote called 'gone'");
        assertThat(here.vektraFed("vk_wrong\n", "login", there.url(), "--name", "bad")
                        .exits(4)
                        .err())
                .contains("does not accept the token");
        assertThat(here.vektra("apps", "--remote", "bad").exits(3).err()).contains("no remote called 'bad'");
    }

    @Test
    void a_remote_command_prints_what_the_same_command_prints_there() {
        for (String call : List.of(
                "apps",
                "apps --json",
                "config -a shop --json",
                "addons -a shop",
                "config:get DATABASE_URL -a shop",
                "releases -a shop",
                "apps:info nosuch -a shop",
                "addons:bnd redis",
                "addons:info postgres -a shop",
                "config:set nonsense -a shop")) {
            String[] words = call.split(" ");
            Home.Ran expected = there.launched(words);
            Home.Ran ran = on("prod", words);
            assertThat(ran.code()).as(call).isEqualTo(expected.code());
            assertThat(ran.out()).as(call).isEqualTo(expected.out());
            assertThat(ran.err()).as(call).isEqualTo(expected.err());
        }
    }

    @Test
    void changes_are_done_there_in_the_name_of_the_token() {
        on("writer", "apps:create", "made").ok();
        on("writer", "config:set", "A=1", "-a", "made").ok();
        assertThat(here.vektraFed("B=2\n", "config:import", "-", "-a", "made", "--remote", "writer")
                        .ok()
                        .code())
                .isZero();
        JsonNode releases = there.json("releases", "-a", "made");
        assertThat(releases.toString()).contains("token walt");
        assertThat(there.vektra("config", "-a", "made")).contains("A", "B");
        assertThat(on("reader", "config:set", "A=2", "-a", "made").exits(4).err())
                .contains("config:set needs a token of scope write; rita has read");
        assertThat(on("writer", "tokens").exits(4).err()).contains("tokens needs a token of scope admin");
        assertThat(on("prod", "audit", "--json").ok().out()).contains("token walt");
        assertThat(on("writer", "apps:destroy", "-a", "made").exits(2).err()).contains("--confirm made");
        on("writer", "apps:destroy", "-a", "made", "--confirm", "made").ok();
        assertThat(here.path()).doesNotExist();
    }

    @Test
    void data_come_out_of_a_pipe() {
        on("writer", "backups:now", "redis", "-a", "shop").ok();
        assertThat(on("reader", "backups:download", "redis/1", "-", "-a", "shop")
                        .ok()
                        .out())
                .isEqualTo(there.vektra("backups:download", "redis/1", "-", "-a", "shop"))
                .isNotEmpty();
        assertThat(on("reader", "backups:download", "redis/1", "copy", "-a", "shop")
                        .exits(2)
                        .err())
                .contains("FILE would be one of the server's machine");
        assertThat(on("reader", "backups:verify", "nothing", "-a", "shop")
                        .exits(3)
                        .err())
                .contains("nothing");
    }

    @Test
    void a_program_runs_here_with_the_variables_and_servers_of_there() {
        String query = "select current_database()";
        Home.Ran ran =
                on("writer", "run", "-a", "shop", "--", "sh", "-c", "psql -At \"$DATABASE_URL\" -c '" + query + "'");
        assertThat(ran.ok().err()).isEmpty();
        assertThat(ran.out().strip()).isNotEmpty();
        String url = there.vektra("config:get", "DATABASE_URL", "-a", "shop");
        assertThat(url).contains("/" + ran.out().strip());
        assertThat(on("writer", "run", "-a", "shop", "--", "sh", "-c", "exit 7").code())
                .isEqualTo(7);
        assertThat(on("writer", "run", "-a", "shop", "--", "sh", "-c", "kill -TERM $$")
                        .code())
                .isEqualTo(143);
        assertThat(on("writer", "run", "-a", "shop", "--", "/no/such").code()).isEqualTo(127);
        assertThat(on("reader", "run", "-a", "shop", "--", "true").exits(125).err())
                .contains("scope write");
    }

    @Test
    void a_tunnel_carries_more_than_a_piece_in_both_directions() {
        String script =
                "head -c 3000000 /dev/zero | tr '\\0' x > big; { printf \"select length('\"; cat big; echo \"'),"
                        + " repeat('y', 2000000);\"; } > q.sql; psql -At \"$DATABASE_URL\" -f q.sql | wc -c; rm big q.sql";
        assertThat(on("writer", "run", "-a", "shop", "--", "sh", "-c", script)
                        .ok()
                        .out()
                        .strip())
                .isEqualTo(String.valueOf("3000000|".length() + 2_000_000 + 1));
    }

    @Test
    void connections_lead_to_servers_of_the_apps_add_ons_only() {
        String url = there.vektra("config:get", "DATABASE_URL", "-a", "shop");
        assertThat(url).contains("127.0.0.1:");
        assertThat(there.call(
                                "POST",
                                "/remote/connections",
                                "{\"app\": \"shop\", \"server\": \"127.0.0.1:" + there.port() + "\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_client_program_of_an_add_on_opens_here() {
        Process psql = here.start(Map.of("VEKTRA_REMOTE", "writer"), "addons:connect", "postgres", "-a", "shop");
        assertThat(Home.finish(psql, "select 6 * 7 as answer;\n").ok().out()).contains("42");
    }

    @Test
    void what_is_about_a_machine_is_refused_in_one_sentence() {
        assertThat(on("prod", "stop").exits(4).err())
                .contains("stop is about the machine and folder that it is typed in");
        assertThat(on("prod", "addons:export", "postgres", "-a", "shop", "-f", "/tmp/x")
                        .exits(2)
                        .err())
                .contains("FILE would be one of the server's machine");
    }
}
