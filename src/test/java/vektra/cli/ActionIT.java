package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The GitHub Action's script as GitHub runs it: with files for what it tells the job, and a log that masks secrets. */
@Sampled(oneIn = 8)
class ActionIT {
    private static final Path CHECKOUT = Home.DIST.getParent().getParent();
    private static final Path SCRIPT = CHECKOUT.resolve("scripts/action");
    private static final String KEY = "-----BEGIN KEY-----\nab%25c\r\n}\nend\n\n";
    private static Home home;
    private static Home.Ran ran;

    @BeforeAll
    static void run_the_action() {
        home = new Home();
        home.vektra("apps:create", "ci-1").ok();
        home.vektra("config:set", "PRIVATE_KEY=" + KEY, "COLOUR=blue", "EMPTY=", "-a", "ci-1")
                .ok();
        ran = action(
                        "",
                        Map.of(
                                "VEKTRA_ACTION_SERVICES",
                                "postgres redis:dedicated memcache",
                                "VEKTRA_ACTION_APP",
                                "ci-1",
                                "VEKTRA_ACTION_TTL",
                                "2h",
                                "VEKTRA_ACTION_PATH",
                                Home.DIST.toString()))
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Home.Ran action(String call, Map<String, String> inputs) {
        Map<String, String> environment = new LinkedHashMap<>(inputs);
        environment.put("GITHUB_ENV", home.write("env" + call, "").toString());
        environment.put("GITHUB_PATH", home.write("path" + call, "").toString());
        return home.program(environment, SCRIPT.toString());
    }

    @Test
    void the_next_steps_get_every_config_var_as_it_is() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>(home.config("ci-1"));
        assertThat(expected).containsKeys("DATABASE_URL", "REDIS_URL", "MEMCACHE_HOSTS");
        assertThat(expected).containsEntry("PRIVATE_KEY", KEY);
        expected.put("VEKTRA_APP", "ci-1");
        assertThat(handedOver()).isEqualTo(expected);
    }

    @Test
    void the_next_steps_find_vektra() {
        assertThat(new String(home.bytes("path"), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Home.DIST + "/bin\n");
    }

    @Test
    void the_database_answers_a_step_that_has_only_its_environment() throws Exception {
        assertThat(Home.ask(handedOver().get("DATABASE_URL"), "select 42")).isEqualTo("42");
    }

    @Test
    void secrets_are_masked_and_stand_nowhere_else_in_the_log() {
        List<String> masked = new ArrayList<>();
        List<String> log = new ArrayList<>();
        ran.out().lines().forEach(line -> (line.startsWith("::add-mask::") ? masked : log).add(line));
        String url = home.config("ci-1").get("DATABASE_URL");
        String password = home.password("ci-1", "DATABASE_URL");
        assertThat(masked).contains("::add-mask::" + url, "::add-mask::" + password);
        assertThat(masked).contains("::add-mask::-----BEGIN KEY-----", "::add-mask::ab%2525c%0D");
        assertThat(String.join("\n", log) + ran.err())
                .doesNotContain(password, "BEGIN KEY", home.password("ci-1", "REDIS_URL"))
                .contains("DATABASE_URL");
    }

    @Test
    void a_line_that_is_everywhere_is_not_masked() {
        assertThat(ran.out()).doesNotContain("::add-mask::}\n", "::add-mask::\n", "::add-mask::blue");
    }

    @ParameterizedTest
    @CsvSource({"'', no services named", "nonsense, no service called 'nonsense'"})
    void wrong_services_fail_the_step(String services, String why) {
        Home.Ran failed = action(
                "-failed",
                Map.of(
                        "VEKTRA_ACTION_SERVICES",
                        services,
                        "VEKTRA_ACTION_PATH",
                        Home.DIST.toString(),
                        "VEKTRA_ACTION_APP",
                        "x"));
        assertThat(failed.code()).isNotZero();
        assertThat(failed.out() + failed.err()).contains(why);
    }

    @Test
    void the_script_reads_what_the_description_of_the_action_passes() throws IOException {
        String description = Files.readString(CHECKOUT.resolve("action.yml"));
        String script = Files.readString(SCRIPT);
        List<String> declared = found("(?m)^  ([a-z]+):\n    description:", description);
        assertThat(declared).containsExactlyInAnyOrderElementsOf(found("inputs\\.([a-z]+)", description));
        assertThat(found("(VEKTRA_ACTION_[A-Z]+): ", description))
                .hasSameElementsAs(found("(VEKTRA_ACTION_[A-Z]+)", script));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    /** Reads the file as a runner does: a name, the word that ends the value, the value in lines. */
    private static Map<String, String> handedOver() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher entry = Pattern.compile("(?s)(\\w+)<<(\\w+)\n(.*?)\n\\2\n")
                .matcher(Files.readString(home.scratch().resolve("env")));
        int at = 0;
        while (entry.find()) {
            assertThat(entry.start()).as("nothing between two entries").isEqualTo(at);
            at = entry.end();
            variables.put(entry.group(1), entry.group(3));
        }
        return variables;
    }
}
