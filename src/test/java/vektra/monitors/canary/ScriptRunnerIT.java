package vektra.monitors.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Programs of a service run in their folder with an app's variables, and are not waited for forever. */
class ScriptRunnerIT {
    private static final AppName APP = new AppName("http-000001");

    @TempDir
    private Path folder;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private void run(String script, Duration limit) throws Exception {
        Path file = Files.writeString(folder.resolve("setup"), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        new ScriptRunner(app -> Map.of("PATH", "/usr/bin:/bin", "MAIN_URL", "x"), said::add, limit)
                .run(file, "services/http/setup", APP);
    }

    private void fails(String script, Duration limit, String message) {
        assertThatThrownBy(() -> run(script, limit))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageStartingWith(message);
    }

    @Test
    void it_sees_its_folder_the_variables_and_no_input() throws Exception {
        run("#!/bin/sh\ncat; pwd; echo \"$VEKTRA_APP $MAIN_URL\"; echo oops >&2\n", Duration.ofMinutes(1));
        assertThat(said).containsExactly(folder.toString(), "http-000001 x", "oops");
    }

    @Test
    void what_fails_hangs_or_is_no_program_is_a_conflict() {
        fails("#!/bin/sh\nexit 7\n", Duration.ofMinutes(1), "services/http/setup failed with exit code 7");
        fails("#!/bin/sh\nsleep 600\n", Duration.ofSeconds(1), "services/http/setup did not end within 1 s");
        fails("#!/no/such/shell\n", Duration.ofMinutes(1), "services/http/setup cannot be started: ");
    }

    @Test
    void what_it_leaves_in_the_background_is_not_waited_for() throws Exception {
        run("#!/bin/sh\necho made\nexec 0</dev/null\nsleep 5 &\n", Duration.ofMinutes(1));
        assertThat(said).containsExactly("made");
    }
}
