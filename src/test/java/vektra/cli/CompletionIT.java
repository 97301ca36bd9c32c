package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.Services;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The completion scripts in the shells that they are for: asked for proposals, and with the TAB key on a terminal. */
class CompletionIT {
    private static final Map<String, Path> SCRIPTS = Map.of(
            "bash", Home.DIST.resolve("share/bash-completion/completions/vektra"),
            "zsh", Home.DIST.resolve("share/zsh/site-functions/_vektra"),
            "fish", Home.DIST.resolve("share/fish/vendor_completions.d/vektra.fish"));
    /** As bash has it until it is changed. */
    private static final String WORD_BREAKS = " \t\n\"'><=;|&(:";

    private static Home home;

    @BeforeAll
    static void make_two_apps() {
        home = new Home().with("TERM", "xterm").with("LC_ALL", "C.UTF-8");
        home.vektra("apps:create", "note").ok();
        home.vektra("apps:create", "shop").ok();
        home.vektra("config:set", "A=1", "-a", "shop").ok();
        home.vektra("drains:add", "tcp://127.0.0.1:1", "--name", "audit", "-a", "shop")
                .ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static String[] names() {
        return Services.all().stream()
                .map(service -> service.name().value())
                .sorted()
                .toArray(String[]::new);
    }

    // what is proposed; bash takes what stands behind a colon for a word, so it is not asked for these

    static Stream<Arguments> lines() {
        return Stream.of(
                line("vektra addons:b", "addons:bind"),
                line("vektra apps:", "apps:create", "apps:info", "apps:clone", "apps:rename", "apps:destroy"),
                line("vektra -a no", "note"),
                line("vektra -a note rollb", "rollback"),
                line("vektra config -a ", "note", "shop"),
                line("vektra config --app ", "note", "shop"),
                line("vektra apps:destroy --confirm s", "shop"),
                line("vektra addons:status ", names()),
                line("vektra addons:bind p", "postgres", "postgres:shared", "postgres:dedicated"),
                line("vektra drains:info ", "audit"),
                line("vektra addons:enable webhook --format ", "json", "logplex"),
                line("vektra addons:bind --as x po", "postgres", "postgres:shared", "postgres:dedicated"),
                line("vektra addons:bind postgres --fo", "--force"),
                line("vektra addons:enable postgres --max", "--max-connections"),
                line("vektra addons:enable redis --max", "--maxmemory", "--maxmemory-policy"),
                line("vektra addons:enable postgres --from e", "embedded"),
                line("vektra completion ", "bash", "zsh", "fish"),
                line("vektra help se", "services", "setup", "server"),
                line("vektra --ver", "--version"),
                line("vektra apps:create n"),
                line("vektra nonsense "));
    }

    private static Arguments line(String line, String... proposals) {
        return Arguments.of(line, List.of(proposals));
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("lines")
    void bash_proposes(String line, List<String> proposals) {
        Tools.need("bash");
        List<String> wanted = proposals.stream()
                .map(word -> line.contains(":") && line.endsWith(":") || line.endsWith(":b")
                        ? word.substring(word.indexOf(':') + 1)
                        : word)
                .toList();
        assertThat(bash(line, WORD_BREAKS)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(bash(line, " ")).containsExactlyInAnyOrderElementsOf(proposals);
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("lines")
    void fish_proposes(String line, List<String> proposals) {
        Tools.need("fish");
        List<String> said =
                shell("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script("fish"), line);
        assertThat(said.stream().map(proposal -> proposal.split("\t", -1)[0]))
                .containsExactlyInAnyOrderElementsOf(proposals);
    }

    @Test
    void names_of_apps_need_no_java() {
        Tools.need("bash");
        home.with("JAVA_HOME", "/nonexistent");
        assertThat(bash("vektra config -a n", WORD_BREAKS)).containsExactly("note");
    }

    @Test
    void an_app_destroyed_is_proposed_no_more() {
        Tools.need("bash");
        home.with("JAVA_HOME", "");
        home.vektra("apps:create", "brief").ok();
        assertThat(bash("vektra config -a b", WORD_BREAKS)).containsExactly("brief");
        home.vektra("apps:destroy", "-a", "brief", "--confirm", "brief").ok();
        assertThat(bash("vektra config -a b", WORD_BREAKS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void the_command_prints_what_the_build_laid(String shell) throws IOException {
        assertThat(home.vektra("completion", shell).ok().out()).isEqualTo(Files.readString(SCRIPTS.get(shell)));
    }

    @Test
    void an_unknown_shell_is_refused() {
        assertThat(home.vektra("completion", "fishy").exits(2).err()).contains("did you mean fish?");
    }

    // on a terminal

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @CsvSource(textBlock = """
                    vektra addons:bi<TAB>,                     <addons:bind>
                    vektra addons:bind redis:d<TAB>,           <addons:bind><redis:dedicated>
                    WHO=me vektra config -a sh<TAB>,           <config><-a><shop>
                    vektra config --app=no<TAB>,               <config><--app=note>
                    vektra addons:enable postgres --from=e<TAB>,  <addons:enable><postgres><--from=embedded>
                    true; vektra help servi<TAB>,              <help><services>
                    vektra config:import /etc/hostna<TAB>,     <config:import></etc/hostname>
                    vektra run -a note -- mkdi<TAB>,           <run><-a><note><--><mkdir>
                    vektra run -a note -- cat /etc/hostna<TAB>,<run><-a><note><--><cat></etc/hostname>
                    """, ignoreLeadingAndTrailingWhitespace = true)
    void the_tab_key_completes(String typed, String words) throws IOException {
        Tools.need("script", "bash", "zsh", "fish");
        String keys = typed.replace("<TAB>", "\t");
        String show = "vektra() { printf '<%s>' \"$@\"; echo; }\n";
        assertThat(terminal("bash --norc --noprofile -i", "source " + script("bash") + "\n" + show, keys))
                .as("bash")
                .contains("\n" + words);
        assertThat(terminal(
                        "zsh -f -i",
                        "fpath=(" + SCRIPTS.get("zsh").getParent() + " $fpath); autoload -U compinit; compinit -u -D\n"
                                + show,
                        keys))
                .as("zsh")
                .contains("\n" + words);
        assertThat(terminal(
                        "fish --no-config -i",
                        "source " + script("fish") + "; function vektra; printf '<%s>' $argv; echo; end\n",
                        keys))
                .as("fish")
                .contains(words);
    }

    @Test
    void zsh_takes_the_script_from_the_command_too() throws IOException {
        Tools.need("script", "zsh");
        assertThat(terminal(
                        "zsh -f -i",
                        "autoload -U compinit; compinit -u -D; source <(" + Home.LAUNCHER + " completion zsh)\n"
                                + "vektra() { printf '<%s>' \"$@\"; echo; }\n",
                        "vektra addons:unb\t"))
                .contains("\n<addons:unbind>");
    }

    /** What a terminal shows of a shell in which a set-up is run and then some keys are pressed. */
    private static String terminal(String shell, String setUp, String keys) throws IOException {
        Process process = home.launch(Map.of(), List.of("script", "-qec", shell, "/dev/null"));
        StringBuffer shown = new StringBuffer();
        Thread reader = new Thread(() -> {
            try (var in = process.inputReader(StandardCharsets.UTF_8)) {
                for (int c = in.read(); c >= 0; c = in.read()) {
                    shown.append((char) c);
                }
            } catch (IOException closed) {
                // the terminal is gone
            }
        });
        reader.start();
        try (OutputStream keyboard = process.getOutputStream()) {
            // the words are parted, so that their echo is not taken for the answer
            type(keyboard, setUp + "echo rea''dy\n");
            await(shown, "ready");
            type(keyboard, keys);
            // a shell completes when it has read the key; what is typed behind it waits its turn
            type(keyboard, "\necho do''ne\n");
            await(shown, "done");
        } finally {
            process.destroy();
        }
        return shown.toString().replace("\r", "").replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]", "");
    }

    private static void type(OutputStream keyboard, String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private static void await(StringBuffer shown, String word) {
        Awaitility.await(word)
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> shown.toString().contains(word));
    }

    private static List<String> bash(String line, String wordBreaks) {
        return shell(
                "bash",
                "--norc",
                "--noprofile",
                "-c",
                "source \"$1\"; COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDBREAKS=$3; _vektra"
                        + "; [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                script("bash"),
                line,
                wordBreaks);
    }

    private static List<String> shell(String... command) {
        Home.Ran ran = home.program(Map.of(), command);
        assertThat(ran.err()).isEmpty();
        return ran.out().lines().toList();
    }

    private static String script(String shell) {
        return SCRIPTS.get(shell).toString();
    }
}
