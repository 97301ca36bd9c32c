package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.terminal.ShellPlan;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Config vars: what goes in comes out, in every form, and what belongs to an add-on is the add-on's. */
@Sampled(oneIn = 5)
class ConfigIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HOSTILE = hostile(new Random(20261122));
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("apps:create", "hostile").ok();
        home.shell(Map.of(), "vektra config:set -a hostile " + assignments(HOSTILE))
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    // values survive

    @Test
    void any_value_that_was_set_is_read_as_it_was() {
        assertThat(home.config("hostile")).isEqualTo(HOSTILE);
        for (String name : HOSTILE.keySet().stream().limit(3).toList()) {
            assertThat(home.vektra("config:get", "-a", "hostile", name).ok().out())
                    .isEqualTo(HOSTILE.get(name) + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "bash"})
    void the_shell_form_evaluates_to_the_same_values(String shell) {
        String script = "eval \"$(vektra config --shell -a hostile)\"\nexec env -0\n";
        assertThat(environment(home.shell(shell, Map.of(), script))).containsAllEntriesOf(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "bash"})
    void the_dotenv_form_is_one_that_a_shell_reads(String shell) {
        String script = "vektra config --dotenv -a hostile >it.env\nset -a\n. ./it.env\nexec env -0\n";
        assertThat(environment(home.shell(shell, Map.of(), script))).containsAllEntriesOf(HOSTILE);
    }

    @ParameterizedTest
    @CsvSource({"--dotenv, from-dotenv", "--shell, from-shell"})
    void import_reads_what_config_prints(String form, String app) {
        home.vektra("apps:create", app).ok();
        home.shell(Map.of(), "vektra config " + form + " -a hostile | vektra config:import -a " + app + " -")
                .ok();
        assertThat(home.config(app)).isEqualTo(HOSTILE);
    }

    @Test
    void import_takes_env_files_as_they_are_found() {
        home.write(
                "found.env",
                "\uFEFF# of some app\r\nexport PLAIN=1\r\n\r\n  SPACED = two words   # a comment\r\nSINGLE='$X \\n \"'\r\n"
                        + "DOUBLE=\"a\\tb\\n\\\"c\\\" \\$X \\\\ \\d\"\r\nEMPTY=\r\nEMPTY_QUOTED=\"\"\r\nEMPTY_NOTED= # nothing\r\n"
                        + "HASH=a#b\nURL=http://h/p?a=1&b=2#there\nEQUALS=a=b==\nLINES=\"one\n# two\n\nthree\"\n"
                        + "QUOTED_NOTED='x' # 'y'\nUNICODE=naïve 🦊\nTWICE=first\nTWICE=second\nAPOSTROPHE=it's\n#LAST=no");
        home.vektra("apps:create", "found").ok();
        assertThat(home.vektra("config:import", "-a", "found", "found.env").ok().out())
                .endsWith("(v2)\n");
        Map<String, String> expected = new TreeMap<>();
        expected.put("PLAIN", "1");
        expected.put("SPACED", "two words");
        expected.put("SINGLE", "$X \\n \"");
        expected.put("DOUBLE", "a\tb\n\"c\" $X \\ \\d");
        expected.put("EMPTY", "");
        expected.put("EMPTY_QUOTED", "");
        expected.put("EMPTY_NOTED", "");
        expected.put("HASH", "a#b");
        expected.put("URL", "http://h/p?a=1&b=2#there");
        expected.put("EQUALS", "a=b==");
        expected.put("LINES", "one\n# two\n\nthree");
        expected.put("QUOTED_NOTED", "x");
        expected.put("UNICODE", "naïve 🦊");
        expected.put("TWICE", "second");
        expected.put("APOSTROPHE", "it's");
        assertThat(home.config("found")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=1\\nnonsense | line 2: expected NAME=VALUE",
                "A=1\\n\\nB=\"open\\n\\n | line 3: the quote is not closed",
                "A=1\\n2B=x | line 2: the text before = is not the name of a config var",
                "A='x' y | line 1: text after the closing quote",
                "A=\\0 | holds a NUL byte",
                "A=\\377 | is not UTF-8 text"
            })
    void import_of_something_else_changes_nothing_and_names_the_line(String text, String complaint) {
        home.vektra("apps:create", "spared").ok();
        String script = "printf " + ShellPlan.quoted(text) + " | vektra config:import -a spared -";
        assertThat(home.shell(Map.of(), script).exits(2).err()).contains(complaint);
        assertThat(home.config("spared")).isEmpty();
    }

    // changes

    @Test
    void a_change_makes_one_release_and_no_change_none() {
        home.vektra("apps:create", "quiet").ok();
        assertThat(home.vektra("config:set", "-a", "quiet", "B=2", "A=@1").ok().out())
                .isEqualTo("Set A, B (v2)\n");
        for (String[] again : new String[][] {
            {"config:set", "-a", "quiet", "B=2", "A=@1"},
            {"config:unset", "-a", "quiet", "NOT_THERE"},
            {"config:set", "-a", "quiet", "A=@1"}
        }) {
            assertThat(home.vektra(again).ok().out()).startsWith("Nothing to do");
        }
        assertThat(home.vektra("config:set", "-a", "quiet", "B=3", "A=@1").ok().out())
                .isEqualTo("Set B (v3)\n");
        assertThat(home.vektra("config:unset", "-a", "quiet", "B", "NOT_THERE")
                        .ok()
                        .out())
                .isEqualTo("Unset B (v4)\n");
        assertThat(home.config("quiet")).isEqualTo(Map.of("A", "@1"));
        assertThat(home.vektra("releases", "-a", "quiet", "--json").ok().json()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "config:set -a hostile FOO, 2, assignment 1 is not NAME=VALUE",
                "config:set -a hostile =x, 2, assignment 1 is not NAME=VALUE",
                "config:set -a hostile 1A=x, 2, '1A' is not the name of a config var",
                "config:set -a hostile A.B=x, 2, letters",
                "config:set -a hostile OK=1 A-B=x, 2, 'A-B'",
                "config:unset -a hostile A-B, 2, 'A-B'",
                "config:set -a nosuch A=x, 3, no app called 'nosuch'",
                "config -a hostile --json --shell, 2, several formats",
                "config:get -a hostile NOT_THERE, 3, no config var 'NOT_THERE'",
                "config:import -a hostile nosuch.env, 2, cannot read nosuch.env",
            })
    void what_cannot_be_is_refused_as_a_whole(String call, int code, String complaint) {
        assertThat(home.vektra(call.split(" ")).exits(code).err()).contains(complaint);
        assertThat(home.config("hostile")).isEqualTo(HOSTILE);
    }

    // whose variable it is

    @Test
    void variables_of_an_addon_are_read_only() {
        home.vektra("addons:bind", "redis", "-a", "reader").ok();
        Map<String, String> before = home.config("reader");
        String addon = home.vektra("addons", "-a", "reader", "--json")
                .ok()
                .json()
                .at("/0/name")
                .asText();
        home.write("steal.env", "FINE=1\nREDIS_URL=mine\n");
        for (String call : new String[] {
            "config:set -a reader FINE=1 REDIS_URL=mine",
            "config:unset -a reader REDISURL",
            "config:import -a reader steal.env"
        }) {
            assertThat(home.vektra(call.split(" ")).exits(4).err())
                    .contains("was set by the add-on " + addon + " and is read-only", "addons:unbind redis -a reader");
        }
        assertThat(home.config("reader")).isEqualTo(before);
    }

    @Test
    void a_variable_in_the_way_is_a_conflict_unless_another_name_is_given() {
        home.vektra("apps:create", "careful").ok();
        home.vektra("config:set", "-a", "careful", "REDIS_URL=mine").ok();
        assertThat(home.vektra("addons:bind", "redis", "-a", "careful").exits(4).err())
                .contains("REDIS_URL of careful is already set by you", "--as NAME", "--force");
        assertThat(home.vektra("addons", "-a", "careful", "--json").ok().json()).isEmpty();

        home.vektra("addons:bind", "redis", "-a", "careful", "--as", "cache").ok();
        assertThat(home.config("careful"))
                .containsOnlyKeys("CACHE_URL", "REDIS_URL")
                .containsEntry("REDIS_URL", "mine");
        home.vektra("addons:unbind", "redis", "-a", "careful").ok();
        assertThat(home.config("careful")).isEqualTo(Map.of("REDIS_URL", "mine"));
    }

    @Test
    void a_variable_put_aside_by_force_comes_back_at_unbind() {
        home.vektra("apps:create", "forceful").ok();
        home.vektra("config:set", "-a", "forceful", "REDIS_URL=mine").ok();
        home.vektra("addons:bind", "redis", "-a", "forceful", "--force").ok();
        assertThat(home.config("forceful").get("REDIS_URL")).startsWith("redis://");
        home.vektra("addons:unbind", "redis", "-a", "forceful").ok();
        assertThat(home.config("forceful")).isEqualTo(Map.of("REDIS_URL", "mine"));
    }

    @Test
    void unbind_removes_exactly_the_variables_that_still_hold_its_values() throws Exception {
        home.vektra("addons:bind", "redis", "-a", "edited").ok();
        home.vektra("config:set", "-a", "edited", "MINE=1").ok();
        edit("edited", config -> config.put("REDIS_URL", "redis://elsewhere/0"));
        assertThat(home.vektra("config", "-a", "edited", "--notes").ok().out().lines())
                .anyMatch(line -> line.matches("REDIS_URL +user"))
                .anyMatch(line -> line.matches("REDISURL +add-on redis-.* \\(REDIS\\), read-only"));
        home.vektra("addons:unbind", "redis", "-a", "edited").ok();
        assertThat(home.config("edited"))
                .isEqualTo(new TreeMap<>(Map.of("MINE", "1", "REDIS_URL", "redis://elsewhere/0")));
    }

    @Test
    void notes_tell_the_source_of_each_variable_and_no_value() {
        home.vektra("addons:bind", "redis", "-a", "noted").ok();
        home.vektra("config:set", "-a", "noted", "MINE=value-of-mine").ok();
        String password = home.password("noted", "REDIS_URL");
        assertThat(home.vektra("config", "-a", "noted", "--notes").ok().out())
                .startsWith("NAME       SOURCE\nMINE       user\nREDISURL   add-on redis-")
                .doesNotContain(password, "value-of-mine");
    }

    // what is shown

    @Test
    void the_table_hides_what_is_secret_until_it_is_asked_for() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("API_KEY", "hidden-1");
        secrets.put("DB_PASS", "hidden-2");
        secrets.put("SMTP_PASSWORD", "hidden-3");
        secrets.put("BROKER", "amqp://me:hidden-4@h1/a,amqp://me:hidden-5@h2/b");
        secrets.put("ODD", "redis://me:hidden-6@hidden-7@host/1");
        secrets.put("JDBC", "jdbc:postgresql://h/d?user=me&password=hidden-8&ssl=true");
        Map<String, String> plain = Map.of("COMPASS", "north", "LINK", "https://example.com/a@b");
        home.vektra("apps:create", "shy").ok();
        home.shell(Map.of(), "vektra config:set -a shy " + assignments(secrets) + " " + assignments(plain))
                .ok();
        assertThat(home.vektra("config", "-a", "shy").ok().out())
                .doesNotContain("hidden-")
                .contains("north", "https://example.com/a@b", "amqp://me:****@h1/a,amqp://me:****@h2/b")
                .contains("?user=me&password=****&ssl=true");
        assertThat(home.vektra("config", "-a", "shy", "--reveal").ok().out())
                .contains(secrets.values())
                .contains(plain.values());
        assertThat(home.vektra("releases:info", "v2", "-a", "shy").ok().out()).doesNotContain("hidden-");
    }

    @Test
    void a_value_can_neither_break_the_table_nor_steer_the_terminal() {
        home.vektra("apps:create", "wild").ok();
        home.shell(Map.of(), "vektra config:set -a wild A=\"$(printf 'one\\ntwo\\033[2J\\r')\" B=2")
                .ok();
        assertThat(home.vektra("config", "-a", "wild").ok().out()).isEqualTo("A:  one\\ntwo?[2J?\nB:  2\n");
    }

    // helpers

    private static Map<String, String> hostile(Random random) {
        Map<String, String> values = new TreeMap<>();
        values.put(
                "EVERYTHING",
                java.util.stream.IntStream.range(1, 0x300)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
        values.put("NEWLINES", "\n\na\r\n'\n\"\n\n");
        values.put("BACKSLASHES", "\\ \\\\ \\' \\n '\\\\\n \\$ \\` '");
        String likely = "'\"\\$`#!=\n\r\t \u0001\u007f\u0081\u0088\uFEFF\u2028~&;|<>()*?[]{}aZ0é🦊";
        int[] marks = likely.codePoints().toArray();
        for (int i = 0; i < 60; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                int any = 1 + random.nextInt(0x10FFFF);
                boolean surrogate = any >= 0xD800 && any <= 0xDFFF;
                value.appendCodePoint(surrogate || random.nextInt(4) > 0 ? marks[random.nextInt(marks.length)] : any);
            }
            values.put("RANDOM_" + i, value.toString());
        }
        return values;
    }

    private static String assignments(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> ShellPlan.quoted(variable.getKey() + "=" + variable.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> environment(Home.Ran ran) {
        return Arrays.stream(ran.ok().out().split("\0"))
                .collect(Collectors.toMap(
                        variable -> variable.substring(0, variable.indexOf('=')),
                        variable -> variable.substring(variable.indexOf('=') + 1)));
    }

    /** Changes the config of an app by hand, as an editor would. */
    private static void edit(String app, java.util.function.Consumer<ObjectNode> change) throws IOException {
        Path file = home.path().resolve("apps/" + app + ".json");
        ObjectNode whole = (ObjectNode) JSON.readTree(Files.readString(file));
        change.accept((ObjectNode) whole.get("config"));
        Files.write(file, JSON.writeValueAsString(whole).getBytes(StandardCharsets.UTF_8));
    }
}
