package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.monitors.definition.Definition;
import vektra.monitors.definition.MonitorName;
import vektra.program.Guard;
import vektra.program.SearchPath;

/** Programs of all kinds as monitors, each with its bad days: every start is followed by a finish. */
class ExecutableIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path place;

    private final Seen seen = new Seen();
    private final AtomicReference<Map<String, String>> vars = new AtomicReference<>(Map.of());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Guard guard;
    private Slot slot;

    @BeforeEach
    void start() throws IOException {
        guard = Guard.start(SearchPath.of(System.getenv()));
    }

    @AfterEach
    void end() {
        guard.close();
        threads.shutdown();
    }

    private Path script(String text) throws IOException {
        Path file = place.resolve("script");
        Path fresh = place.resolve("fresh");
        Files.writeString(fresh, text);
        assertThat(fresh.toFile().setExecutable(true)).isTrue();
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private Slot slot(Path file, Duration timeout, int status, @Nullable String pattern) {
        Settings settings = new Settings(
                Duration.ofSeconds(20),
                timeout,
                1,
                Duration.ZERO,
                status,
                pattern == null ? null : Pattern.compile(pattern),
                0,
                List.of(),
                null,
                Duration.ZERO);
        Map<String, String> caller = Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8", "SECRET_OF_OURS", "x");
        Tools tools = new Tools(guard, threads, caller, vars::get, Duration.ofMillis(300));
        slot = new Slot(
                new Definition(new MonitorName("git/clone"), file, null, settings),
                1,
                "shop",
                new Executable(file, settings, tools, place.resolve("work")),
                Clock.systemUTC(),
                seen);
        return slot;
    }

    private Status run(Path file, Duration timeout, int status, @Nullable String pattern) {
        return run(slot(file, timeout, status, pattern));
    }

    private Status run(Slot one) {
        assertThat(one.begin()).isTrue();
        Status ended = one.run(Duration.ofSeconds(20));
        assertThat(seen.lines().stream().filter(line -> line.endsWith(" start")))
                .hasSameSizeAs(seen.finishes());
        return ended;
    }

    private Status run(String text) throws IOException {
        return run(script(text), LONG, 0, null);
    }

    private String reason() {
        return String.valueOf(seen.finishes().get(seen.finishes().size() - 1).reason());
    }

    private static boolean runs(String mark) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.anyMatch(one -> one.info()
                    .arguments()
                    .map(arguments -> List.of(arguments).contains(mark))
                    .orElse(false));
        }
    }

    /** An argument by which what a script leaves behind is found. */
    private static String mark() {
        return String.valueOf(100_000 + ThreadLocalRandom.current().nextInt(800_000));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "exit 0, 0, , SUCCESS, null",
                "exit 3, 3, , SUCCESS, null",
                "exit 3, 0, , FAILURE, exit code 3",
                "echo no >&2; exit 128, 0, , FAILURE, exit code 128: no",
                "echo cloned an empty repository, 0, an? empty, SUCCESS, null",
                "echo Cloned >&2, 0, Clon, SUCCESS, null",
                "echo something else, 0, cloned, FAILURE, the output does not match cloned",
                "kill -9 $$, 0, , FAILURE, exit code 137",
                "nosuchprogram 2>/dev/null, 0, , ERROR, exit code 127",
            })
    void success_is_the_status_and_the_pattern(String body, int status, String pattern, Status wanted, String reason)
            throws IOException {
        assertThat(run(script("#!/bin/sh\n" + body + "\n"), LONG, status, pattern))
                .isEqualTo(wanted);
        assertThat(reason()).isEqualTo(reason);
    }

    @Test
    void the_shape_of_ferrets_own_monitors_a_script_for_bash_on_stdin() throws IOException {
        Path script = script("""
                #!/bin/bash
                bash --noprofile -s <<-'EOF'
                rm -rf ./app; git init -q ./app 2>&1 || exit 1
                echo "Cloning into 'app'..." >&2
                echo "warning: You appear to have cloned an empty repository."
                EOF
                """);
        assertThat(run(script, LONG, 0, "cloned an empty repository")).isEqualTo(Status.SUCCESS);
        assertThat(seen.output()).hasSize(2);
    }

    @Test
    void it_finds_an_empty_folder_no_input_and_nothing_of_ours_but_what_is_allowed() throws IOException {
        vars.set(Map.of("DATABASE_URL", "postgres://u:pa55word@h/d"));
        run("""
            #!/bin/sh
            ls -A | wc -l
            cat | wc -c
            env | cut -d= -f1 | sort | tr '\\n' ' '; echo
            test "$(pwd -P)" = "$(cd "$TMPDIR" && pwd -P)" && echo same; touch left
            echo $DATABASE_URL
            """);
        List<String> output = seen.output();
        assertThat(output.get(0).strip()).isEqualTo("0");
        assertThat(output.get(1).strip()).isEqualTo("0");
        assertThat(output.get(2))
                .contains("DATABASE_URL", "LANG", "PATH", "TMPDIR")
                .doesNotContain("SECRET");
        assertThat(output.get(3)).isEqualTo("same");
        assertThat(output.get(4)).isEqualTo("postgres://u:****@h/d");
        assertThat(place.resolve("work").toFile().list()).containsExactlyInAnyOrder("out", "err");
    }

    @Test
    void config_vars_rotated_between_two_runs_are_those_of_now() throws IOException {
        vars.set(Map.of("COLOR", "blue"));
        run("#!/bin/sh\necho $COLOR\n");
        vars.set(Map.of("COLOR", "red"));
        run(slot);
        assertThat(seen.output()).containsExactly("blue", "red");
    }

    @Test
    void vars_that_cannot_be_read_are_an_error_of_the_run() throws IOException {
        Slot one = slot(script("#!/bin/sh\n"), LONG, 0, null);
        vars.set(null);
        assertThat(run(one)).isEqualTo(Status.ERROR);
    }

    @Test
    void one_that_takes_too_long_is_asked_to_end() throws IOException {
        Path script = script("#!/bin/sh\ntrap 'echo asked; exit 0' TERM\nsleep 60 & wait\n");
        assertThat(run(script, SHORT, 0, null)).isEqualTo(Status.TIMEOUT);
        assertThat(reason()).isEqualTo("no end within 0 s");
        assertThat(seen.output()).containsExactly("asked");
        assertThat(seen.finishes().get(0).exit()).isNull();
    }

    @Test
    void one_that_ignores_that_is_killed_with_all_that_it_started() throws IOException {
        String mark = mark();
        Path script = script("#!/bin/sh\ntrap '' TERM\nsleep " + mark + "\nsleep " + mark + "\n");
        assertThat(run(script, SHORT, 0, null)).isEqualTo(Status.TIMEOUT);
        await().until(() -> !runs(mark));
    }

    @Test
    void what_one_leaves_behind_holds_nothing_up_and_is_killed() throws IOException {
        String mark = mark();
        assertThat(run("#!/bin/sh\nsleep " + mark + " &\necho done\n")).isEqualTo(Status.SUCCESS);
        assertThat(seen.output()).containsExactly("done");
        await().until(() -> !runs(mark));
        assertThat(run("#!/bin/sh\nsleep " + mark + " >/dev/null 2>&1 &\n")).isEqualTo(Status.SUCCESS);
        await().until(() -> !runs(mark));
    }

    @Test
    void what_has_left_the_group_and_holds_the_pipe_does_not_hang_the_loop_nor_speak_in_the_next_run()
            throws IOException {
        String mark = mark();
        assertThat(run("#!/bin/sh\nsetsid sh -c 'sleep 3; echo ghost; exec sleep " + mark + "' &\necho one\n"))
                .isEqualTo(Status.SUCCESS);
        try {
            script("#!/bin/sh\nsleep 4; echo two\n");
            assertThat(run(slot)).isEqualTo(Status.SUCCESS);
            assertThat(seen.output()).containsExactly("one", "two");
        } finally {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                all.filter(one -> one.info()
                                .arguments()
                                .map(arguments -> List.of(arguments).contains(mark))
                                .orElse(false))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void what_still_prints_when_the_script_has_ended_is_heard() throws IOException {
        run("#!/bin/bash\nexec > >(sed 's/^/> /')\necho one\n");
        assertThat(seen.output()).containsExactly("> one");
    }

    @Test
    void a_gigabyte_is_read_and_dropped() throws IOException {
        Path script = script("#!/bin/sh\nyes | head -c 1000000000\necho last >&2\nexit 4\n");
        assertThat(run(script, Duration.ofMinutes(5), 4, null)).isEqualTo(Status.SUCCESS);
        assertThat(seen.finishes().get(0).truncated()).isTrue();
        assertThat(seen.output()).hasSize(Heard.MOST_LINES);
    }

    @Test
    void a_line_without_an_end_is_a_line() throws IOException {
        run("#!/bin/sh\nprintf 'no newline'\n");
        assertThat(seen.output()).containsExactly("no newline");
    }

    @Test
    void one_that_cannot_be_started_is_an_error_and_says_why() throws IOException {
        assertThat(run("#!/no/such/interpreter\n")).isEqualTo(Status.ERROR);
        assertThat(reason()).startsWith("exit code 12");
        Path file = place.resolve("script");
        assertThat(file.toFile().setExecutable(false)).isTrue();
        assertThat(run(slot)).isEqualTo(Status.ERROR);
        assertThat(reason()).isEqualTo(file + " is not executable");
        Files.delete(file);
        assertThat(run(slot)).isEqualTo(Status.ERROR);
        assertThat(reason()).isEqualTo("no file " + file);
    }

    @Test
    void one_that_is_replaced_while_it_runs_ends_as_it_began_and_the_next_run_is_the_new_one() throws Exception {
        Path go = place.resolve("go");
        Slot one =
                slot(script("#!/bin/sh\nwhile ! test -e " + go + "; do sleep 0.05; done\necho old\n"), LONG, 0, null);
        CompletableFuture<Status> running = CompletableFuture.supplyAsync(() -> run(one), threads);
        await().until(() -> one.since() != null);
        script("#!/bin/sh\necho new\n");
        Files.createFile(go);
        assertThat(running.get()).isEqualTo(Status.SUCCESS);
        assertThat(run(one)).isEqualTo(Status.SUCCESS);
        assertThat(seen.output()).hasSize(2).endsWith("new");
    }

    @Test
    void one_that_is_stopped_has_been_skipped() throws Exception {
        Path begun = place.resolve("begun");
        Slot one = slot(script("#!/bin/sh\ntouch " + begun + "\nsleep 60\n"), LONG, 0, null);
        CompletableFuture<Status> running = CompletableFuture.supplyAsync(() -> run(one), threads);
        await().until(() -> Files.exists(begun));
        one.stop();
        assertThat(running.get()).isEqualTo(Status.SKIPPED);
        assertThat(reason()).isEqualTo("stopped");
    }
}
