package vektra.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.cli.command.ExitCode;
import vektra.fixture.Home;

/** Forms of config vars that other programs write and read, and what no program can be given. */
class ConfigFormsIT {
    private static final int LIMIT = 131_072;
    private static final Map<String, String> NASTY = new TreeMap<>(Map.of(
            "QUOTES", "it's \"x\" `y` $HOME ${HOME} (pwd) {a,b} *",
            "BACKSLASHES", "\\ \\\\ \\' \\n '\\\\\n \\$ end\\",
            "LINES", "\n\na\r\n'\n\"\n\n",
            "WORDS", " a  b ; touch x # no & < > | ~ ! ^ % ? [z]",
            "FISH", "\\'; touch /tmp/x; #",
            "TEXT", "naïve 🦊 \u0001\u007f\u0085\u2028\uFEFF\t",
            "EMPTY", "",
            "END", "\\"));
    private static Home home;

    @BeforeAll
    static void open() throws IOException {
        home = new Home();
        home.vektra("apps:create", "nasty").ok();
        home.vektraFed(Home.JSON.writeValueAsString(NASTY), "config:import", "-a", "nasty", "-")
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void import_reads_the_json_that_config_prints() {
        assertThat(home.config("nasty")).isEqualTo(NASTY);
        String printed = home.vektra("config", "--json", "-a", "nasty").ok().out();
        home.vektra("apps:create", "copy").ok();
        Home.Ran ran = home.vektraFed("\uFEFF\r\n" + printed, "config:import", "-a", "copy", "-")
                .ok();
        assertThat(ran.err()).isEqualTo("Restart copy to use the new values\n");
        assertThat(home.config("copy")).isEqualTo(NASTY);
    }

    @Test
    void a_secret_of_kubernetes_has_every_value_byte_for_byte() {
        home.vektra("config:set", "-a", "nasty", "NO=yes").ok();
        String yaml = home.vektra("config", "--k8s-secret", "-a", "nasty").ok().out();
        home.vektra("config:unset", "-a", "nasty", "NO").ok();
        Map<String, String> all = new TreeMap<>(NASTY);
        all.put("NO", "yes");
        assertThat(yaml)
                .isEqualTo("apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"nasty\"\ntype: Opaque\ndata:\n"
                        + all.entrySet().stream()
                                .map(var -> "  \"" + var.getKey() + "\": "
                                        + Base64.getEncoder()
                                                .encodeToString(var.getValue().getBytes(UTF_8))
                                        + "\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void only_mine_leaves_out_what_addons_set() {
        home.vektra("addons:enable", "memcache").ok();
        home.vektra("addons:bind", "memcache", "-a", "mixed").ok();
        home.vektra("config:set", "-a", "mixed", "COLOR=blue").ok();
        assertThat(home.vektra("config", "--dotenv", "--only-mine", "-a", "mixed")
                        .ok()
                        .out())
                .isEqualTo("COLOR=blue\n");
        assertThat(home.vektra("config", "--json", "--only-mine", "-a", "mixed")
                        .ok()
                        .json())
                .hasToString("{\"COLOR\":\"blue\"}");
        assertThat(home.config("mixed")).containsKeys("COLOR", "MEMCACHE_HOSTS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"OK\":\"1\",\"A\":1} | the value of 'A' is not a text",
                "{\"OK\":\"1\",\"A\":{\"B\":\"c\"}} | the value of 'A' is not a text",
                "{\"OK\":\"1\",\"A\":null} | the value of 'A' is not a text",
                "{\"OK\":\"1\",\"OK\":\"2\"} | 'OK' occurs twice",
                "{\"OK\":\"hunter2\" | it begins like JSON but is not valid JSON",
                "{\"OK\":\"1\"} x | it begins like JSON but is not valid JSON",
                "{\"OK\":\"1\"} {} | there is text after the object",
                "{\"OK\":\"\\ud800\"} | the value of OK holds half a character",
                "{\"OK\":\"1\",\"A-B\":\"x\"} | 'A-B' is not the name of a config var",
            })
    void json_of_another_kind_changes_nothing(String text, String complaint) {
        home.vektra("apps:create", "spared").ok();
        assertThat(home.vektraFed(text, "config:import", "-a", "spared", "-")
                        .exits(2)
                        .err())
                .contains(complaint)
                .doesNotContain("hunter2");
        assertThat(home.config("spared")).isEmpty();
    }

    @Test
    void fish_sources_every_value_as_it_is() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "fish is not installed");
        home.write(
                "it.fish", home.vektra("config", "--fish", "-a", "nasty").ok().out());
        String out = home.program(Map.of(), "/usr/bin/fish", "--no-config", "-c", "source it.fish; env -0")
                .ok()
                .out();
        Map<String, String> seen = Arrays.stream(out.split("\0"))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
        assertThat(seen).containsAllEntriesOf(NASTY);
    }

    @Test
    void the_dotenv_form_names_what_other_readers_take_differently() {
        assertThat(home.vektra("config", "--dotenv", "-a", "nasty").ok().err())
                .isEqualTo(
                        "Warning: a shell and config:import read all values as they are; other readers of .env files "
                                + "may not: BACKSLASHES, END, FISH, LINES, QUOTES\n");
    }

    @Test
    void what_import_notes_is_on_stderr_and_what_it_refuses_changes_nothing() {
        home.vektra("apps:create", "found").ok();
        assertThat(home.vektraFed("K=`say \"it's\"`\n", "config:import", "-a", "found", "-")
                        .ok()
                        .err())
                .isEqualTo("Warning: line 1: backticks are read as quotes, as Node's dotenv does; "
                        + "a shell runs what is between them\nRestart found to use the new values\n");
        assertThat(home.vektraFed("U=me\nP=postgres://${U}@db/x\n", "config:import", "-a", "found", "-")
                        .exits(2)
                        .err())
                .startsWith("Error: line 2: a reference such as ${NAME}");
        assertThat(home.config("found")).isEqualTo(Map.of("K", "say \"it's\""));
    }

    // what no process can be given

    @Test
    void a_variable_that_no_process_can_be_given_is_refused_by_name() throws IOException {
        home.vektra("apps:create", "long").ok();
        String longest = "x".repeat(LIMIT - "LONG".length() - 2);
        home.vektraFed("LONG=" + longest, "config:import", "-a", "long", "-").ok();
        assertThat(home.vektra("run", "-a", "long", "--", "sh", "-c", "echo ${#LONG}")
                        .ok()
                        .out())
                .isEqualTo(longest.length() + "\n");
        String tooLong = longest.substring(2) + "ü2"; // a byte more
        for (String[] call :
                new String[][] {{"config:import", "-a", "long", "-"}, {"config:set", "-a", "long", "LONG=" + tooLong}
                }) {
            assertThat(home.vektraFed("LONG=" + tooLong, call).exits(2).err())
                    .isEqualTo("Error: LONG is too long for the environment of a process: 131,073 bytes of 131,072\n"
                            + "  -> keep it in a file, and its path in the variable\n");
        }
        storedBefore("long", Map.of("LONG", tooLong));
        Home.Ran ran = home.vektra("run", "-a", "long", "--", "true").exits(ExitCode.RUN_FAILED);
        assertThat(ran.err()).contains("Error: LONG is too long", "  -> vektra config:unset LONG -a long");
    }

    @Test
    void variables_that_are_too_long_together_are_refused_and_can_be_made_less() throws IOException {
        home.vektra("apps:create", "many").ok();
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            many.put("PART_" + i, "x".repeat(120_000 + i));
        }
        assertThat(home.vektraFed(Home.JSON.writeValueAsString(many), "config:import", "-a", "many", "-")
                        .exits(2)
                        .err())
                .contains("1,080,108 bytes of 1,048,576, most of them in PART_8, PART_7, PART_6");
        assertThat(home.config("many")).isEmpty();
        storedBefore("many", many);
        assertThat(home.vektra("run", "-a", "many", "--", "true")
                        .exits(ExitCode.RUN_FAILED)
                        .err())
                .contains("most of them in PART_8", "vektra config:unset PART_8 -a many");
        home.vektra("config:set", "-a", "many", "PART_0=less").ok();
        home.vektra("config:unset", "-a", "many", "PART_8").ok();
        home.vektra("run", "-a", "many", "--", "true").ok();
    }

    /** As a Vektra left it that knew of no limit. */
    private static void storedBefore(String app, Map<String, String> variables) throws IOException {
        Path file = home.path().resolve("apps/" + app + ".json");
        ObjectNode whole = (ObjectNode) Home.JSON.readTree(file.toFile());
        variables.forEach(((ObjectNode) whole.get("config"))::put);
        Home.JSON.writeValue(file.toFile(), whole);
    }
}
