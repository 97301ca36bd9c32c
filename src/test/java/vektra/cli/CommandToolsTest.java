package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.InProcess;
import vektra.cli.command.Changing;
import vektra.cli.command.Inside;
import vektra.cli.command.VektraCommand;
import vektra.json.Json;
import vektra.mcp.Desk;
import vektra.mcp.Outcome;
import vektra.mcp.Person;
import vektra.mcp.Plans;
import vektra.mcp.Tool;
import vektra.mcp.Wanted;

/** The commands as tools: what they take, and that their names, refusals and results are those of the command line. */
class CommandToolsTest {
    private static final String SECRET = "hush-hush";
    private static final Commands COMMANDS = new Commands();

    @TempDir
    private Path folder;

    private final List<List<String>> typed = new ArrayList<>();
    private Desk desk;
    private Desk destroying;

    @BeforeEach
    void open() {
        Plans plans = new Plans(Clock.systemUTC());
        desk = new Desk(new CommandTools(COMMANDS, this::run), plans, "mine", false);
        destroying = new Desk(new CommandTools(COMMANDS, this::run), plans, "mine", true);
        run(List.of("apps:create", "shop"));
    }

    private Inside.Ended run(List<String> argv) {
        typed.add(argv);
        InProcess.Ended ended = InProcess.run(
                Map.of("VEKTRA_HOME", folder.resolve("home").toString(), "HOME", folder.toString()),
                folder,
                "",
                argv.toArray(new String[0]));
        return new Inside.Ended(ended.code(), ended.out(), ended.err());
    }

    private Outcome call(String tool, Object... arguments) {
        return call(desk, Person.NONE, tool, arguments);
    }

    private static Outcome call(Desk desk, Person person, String tool, Object... arguments) {
        return desk.call(new Wanted(tool, Json.map(arguments)), person);
    }

    private Outcome applied(String tool, Object... arguments) {
        return call(Desk.APPLY, "plan", planned(tool, arguments));
    }

    private String planned(String tool, Object... arguments) {
        Outcome outcome = call(tool, arguments);
        assertThat(outcome.failed()).as(outcome.text()).isFalse();
        return String.valueOf(outcome.value().get("plan"));
    }

    private static VektraCommand<?> command(Offer offer) {
        Commands.Entry entry = COMMANDS.find(offer.command());
        assertThat(entry).as(offer.command()).isNotNull();
        return COMMANDS.make(entry, () -> null);
    }

    @Test
    void what_changes_has_a_dry_run_and_what_reads_cannot_change() {
        for (Offer offer : Offer.ALL) {
            VektraCommand<?> command = command(offer);
            if (offer.changes()) {
                assertThat(command).as(offer.command()).isInstanceOf(Changing.class);
            } else if (command instanceof Changing) {
                // looks unless it is given one of these
                assertThat(offer.command()).isEqualTo("addons:doctor");
                assertThat(offer.hides("--fix") && offer.hides("--delete")).isTrue();
            }
        }
    }

    @Test
    void names_are_ones_that_every_assistant_takes_and_no_field_confirms() {
        Set<String> names = new HashSet<>();
        for (Tool tool : desk.tools()) {
            assertThat(tool.name()).matches("[a-z_]{1,64}");
            assertThat(names.add(tool.name())).as(tool.name()).isTrue();
            assertThat(tool.description()).isNotBlank();
            Map<String, Object> fields = Json.object(tool.schema().get("properties"));
            assertThat(fields).doesNotContainKeys("confirm", "dry_run", "json", "help", "tail");
        }
    }

    @Test
    void an_option_that_a_tool_hides_is_one_that_its_command_has() {
        for (Offer offer : Offer.ALL) {
            assertThat(command(offer).spec().optionsMap().keySet()).containsAll(offer.without());
        }
    }

    @Test
    void a_reading_tool_answers_with_the_json_of_its_command() {
        assertThat(String.valueOf(call("apps").value().get("result"))).contains("name=shop");
    }

    @Test
    void a_change_is_the_command_that_a_person_would_type() {
        Outcome done = applied("config_set", "app", "shop", "name_value", List.of("LEVEL=debug", "MODE=x y"));
        assertThat(done.failed()).isFalse();
        assertThat(done.value()).containsEntry("changed", List.of("LEVEL", "MODE"));
        assertThat(typed.get(typed.size() - 1))
                .containsExactly("config:set", "--json", "--app=shop", "--", "LEVEL=debug", "MODE=x y");
        assertThat(call("config", "app", "shop").value()).containsEntry("MODE", "x y");
    }

    @Test
    void what_is_given_as_an_argument_is_never_an_option() {
        Outcome outcome = call("apps_create", "new", "--confirm=shop");
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.text()).contains("'--confirm=shop'");
    }

    @Test
    void what_runs_here_runs_here_wherever_else_commands_go() {
        String said = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
                "clientInfo":{"name":"me","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"apps","arguments":{}}}
                """;
        InProcess.Ended ended = InProcess.run(
                Map.of(
                        "VEKTRA_HOME", folder.resolve("home").toString(),
                        "HOME", folder.toString(),
                        "VEKTRA_REMOTE", "prod"),
                folder,
                said,
                "mcp",
                "--remote=");
        assertThat(ended.out()).contains("shop").doesNotContain("no remote called");
    }

    @Test
    void a_value_is_one_word_however_it_is_given() {
        for (Outcome outcome : List.of(
                call("apps_destroy", "app", List.of("shop", "--confirm=shop")),
                call("addons_doctor", "app", List.of("shop", "--fix")),
                call("addons_info", "addon", List.of("x", "y")),
                call("config", "app", Map.of("shop", "--remote=prod")))) {
            assertThat(outcome.failed()).isTrue();
            assertThat(outcome.text()).contains("takes one value, not several");
        }
        assertThat(typed).hasSize(1);
    }

    @Test
    void an_option_that_is_hidden_is_none_of_a_service() {
        for (String hidden : List.of("confirm", "remote", "dry-run", "", "-a", "format=x --fix")) {
            Outcome outcome = call(
                    "drains_add", "app", "shop", "url", "https://example.com/x", "options", Map.of(hidden, "shop"));
            assertThat(outcome.failed()).as(hidden).isTrue();
            assertThat(outcome.text()).contains("no option '" + hidden + "' of the service");
        }
        assertThat(typed).hasSize(1);
        Outcome planned = call(
                "drains_add",
                "app",
                "shop",
                "url",
                "https://example.com/x",
                "options",
                Map.of("quota", "10mb", "insecure", true));
        assertThat(planned.failed()).as(planned.text()).isFalse();
    }

    @Test
    void secrets_are_masked_unless_asked_for() {
        applied(
                "config_set",
                "app",
                "shop",
                "name_value",
                List.of("API_TOKEN=" + SECRET, "U=http://a:" + SECRET + "@h/"));
        assertThat(call("config", "app", "shop").text()).contains("****").doesNotContain(SECRET);
        assertThat(call("config", "app", "shop", "secrets", true).text()).contains(SECRET);
        assertThat(call("releases", "app", "shop").text()).doesNotContain(SECRET);
        assertThat(call("apps", "secrets", true).text()).contains("no argument 'secrets'");
    }

    @Test
    void a_plan_for_a_state_that_has_changed_is_refused() {
        String plan = planned("config_set", "app", "shop", "name_value", List.of("LEVEL=debug"));
        run(List.of("config:set", "LEVEL=info", "-a", "shop"));
        assertThat(call(Desk.APPLY, "plan", plan).text()).contains("does not hold any more");
        assertThat(call("config", "app", "shop").value()).containsEntry("LEVEL", "info");
    }

    @Test
    void the_same_plan_again_is_no_other_so_that_it_can_be_carried_out() {
        List<Object[]> changes = List.of(
                new Object[] {"apps_create", "new", "more"},
                new Object[] {"apps_rename", "app", "shop", "new", "store"},
                new Object[] {"apps_clone", "from", "shop", "to", "copy"},
                new Object[] {"config_set", "app", "shop", "name_value", List.of("A=1")},
                new Object[] {"addons_enable", "service", "efs"},
                new Object[] {"addons_enable", "service", "memcache"},
                new Object[] {"drains_add", "app", "shop", "url", "syslog://127.0.0.1:1"});
        for (Object[] change : changes) {
            Object[] arguments = Arrays.copyOfRange(change, 1, change.length);
            Outcome first = call(String.valueOf(change[0]), arguments);
            assertThat(first.failed()).as(first.text()).isFalse();
            assertThat(call(String.valueOf(change[0]), arguments).value().get("steps"))
                    .isEqualTo(first.value().get("steps"));
        }
    }

    @Test
    void options_of_a_service_are_given_by_name() {
        Outcome outcome = call("addons_enable", "service", "memcache", "options", Map.of("memory", 64));
        assertThat(outcome.text()).contains("memcache");
        assertThat(typed.get(typed.size() - 1)).contains("--memory=64");
    }

    @Test
    void destroying_is_refused_and_the_app_stays() {
        Outcome outcome = call("apps_destroy", "app", "shop");
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.text()).contains("would delete the app shop").endsWith("vektra apps:destroy --app=shop");
        assertThat(call("apps").text()).contains("shop");
    }

    @Test
    void a_person_who_confirms_it_types_the_name_that_the_command_asks_for() {
        Outcome planned = call(destroying, Person.NONE, "apps_destroy", "app", "shop");
        List<String> asked = new ArrayList<>();
        Outcome outcome = call(
                destroying,
                (danger, name) -> {
                    asked.add(name);
                    return Person.Answer.CONFIRMED;
                },
                Desk.APPLY,
                "plan",
                planned.value().get("plan"));
        assertThat(outcome.failed()).as(outcome.text()).isFalse();
        assertThat(asked).containsExactly("shop");
        assertThat(call("apps").text()).doesNotContain("shop");
    }

    @Test
    void refusals_are_those_of_the_command_line() {
        assertThat(call("addons_info", "addon", "nix", "app", "nix").text())
                .isEqualTo("no app called 'nix'\n-> create it: vektra apps:create nix");
        assertThat(call("addons_bind", "app", "shop").text()).contains("SERVICE[:PLAN]");
        assertThat(call("apps", "conffirm", "x").text()).contains("no argument 'conffirm'");
        assertThat(call("addons_info", "addn", "x").text()).contains("did you mean addon?");
        assertThat(call("addons_enable", "service", "postgress").text()).contains("did you mean postgres?");
    }
}
