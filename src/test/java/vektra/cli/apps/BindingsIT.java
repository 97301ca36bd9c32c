package vektra.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** {@code run --bindings}: the program finds what is attached in files, while it runs. */
class BindingsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "memcache").ok();
        home.vektra("addons:bind", "memcache", "-a", "note").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Home.Ran run(String... more) {
        return home.vektra(
                Map.of("XDG_RUNTIME_DIR", ""),
                Stream.concat(Stream.of("run", "--bindings", "-a", "note"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(home.path().resolve("bindings"))) {
            return folders.toList();
        }
    }

    @Test
    void the_program_that_the_launcher_becomes_reads_them_and_the_next_command_deletes_them() throws IOException {
        Home.Ran ran = run(
                        "--",
                        "sh",
                        "-c",
                        "echo $$; echo $SERVICE_BINDING_ROOT; cd $SERVICE_BINDING_ROOT/memcache"
                                + " && ls && cat type && echo && cat host")
                .ok();
        String process = ran.out().lines().findFirst().orElseThrow();
        Path folder = home.path().resolve("bindings").resolve(process);
        assertThat(ran.out().lines())
                .containsExactly(
                        process,
                        folder.toString(),
                        "host",
                        "hosts",
                        "namespace",
                        "port",
                        "provider",
                        "type",
                        "uri",
                        "memcached",
                        "127.0.0.1");
        assertThat(folders()).contains(folder);
        run("--", "true").ok();
        assertThat(folders()).doesNotContain(folder);
    }

    @Test
    void a_program_whose_output_is_collected_leaves_none() throws IOException {
        Home.Ran ran = run("--logs", "--", "sh", "-c", "ls -d $SERVICE_BINDING_ROOT/memcache/type")
                .ok();
        assertThat(Path.of(ran.out().strip()))
                .startsWithRaw(home.path().resolve("bindings"))
                .doesNotExist();
    }

    @Test
    void the_console_of_a_cache_sends_lines_and_prints_the_answers() {
        assertThat(home.shell(Map.of(), "printf 'set a 0 0 2\\nhi\\nget a\\n' | vektra addons:connect memcache -a note")
                        .ok()
                        .out())
                .isEqualTo("STORED\r\nVALUE a 0 2\r\nhi\r\nEND\r\n");
    }
}
