package vektra.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.terminal.ShellPlan;

/** What is given to a shell to evaluate reaches programs as it is, whatever the variables are called. */
@Timeout(60)
class ShellNamesTest {
    private static final List<String> NAMES = List.of(("ARGC ARGV0 BASHOPTS BASHPID BASH_ARGV0 BASH_ENV_X BASH_LINENO"
                    + " BASH_VERSINFO COLUMNS DIRSTACK EGID EPOCHSECONDS EUID FUNCNAME FUNCNEST GID GROUPS HISTCHARS HISTCMD"
                    + " HISTSIZE IFS KEYTIMEOUT LANG LINENO LINES LOGCHECK MAILCHECK OPTARG OPTERR OPTIND OSTYPE PPID PROMPT"
                    + " PS4 RANDOM REPLY SAVEHIST SECONDS SHELLOPTS SHLVL SRANDOM TERM TMOUT TTYIDLE TZ UID USERNAME WATCH"
                    + " WORDCHARS ZSH_NAME ZSH_SUBSHELL aliases argv cdpath commands dirstack fignore fpath functions history"
                    + " mailpath manpath mapfile module_path modules options parameters path pipestatus prompt psvar reswords"
                    + " signals status userdirs watch widgets")
            .split(" "));

    @ParameterizedTest
    @ValueSource(strings = {"bash -c", "bash --posix -c", "dash -c", "zsh -fc"})
    void no_value_is_lost_cut_or_run(String shell, @TempDir Path folder) throws Exception {
        List<String> words = List.of(shell.split(" "));
        assumeTrue(Files.isExecutable(Path.of("/bin", words.get(0))), "no " + words.get(0));
        Path touched = folder.resolve("touched");
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = "a[$(touch " + touched + ")]";
            if (ShellNames.takenByShells(name, value)) {
                kept.put(name, value);
            }
        }
        kept.put("LAST", "end");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
        builder.command().add("eval \"$TEXT\"; exec /usr/bin/env -0");
        builder.environment().put("TEXT", ShellPlan.exports(kept));
        Process process = builder.start();
        List<String> seen = Arrays.asList(new String(process.getInputStream().readAllBytes(), UTF_8).split("\0"));
        kept.forEach((name, value) -> assertThat(seen).contains(name + "=" + value));
        assertThat(touched).doesNotExist();
        assertThat(kept).containsKeys("IFS", "LANG", "TZ", "PROMPT").doesNotContainKeys("OPTIND", "path", "UID");
    }
}
