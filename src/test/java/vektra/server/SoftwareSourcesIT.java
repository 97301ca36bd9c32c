package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.SoftwareSource.Builtin;
import vektra.spi.SoftwareSource.Debian;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Machine;

/** Which program is taken, and what is said when there is none. */
class SoftwareSourcesIT {
    @TempDir
    private Path folder;

    private Workbench bench;
    private final TestService service = TestService.redis();

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path program(String path, String version) throws IOException {
        return script(path, "echo Thing v=" + version + " built 2020.01");
    }

    private Path script(String path, String text) throws IOException {
        return Workbench.script(folder.resolve(path), text);
    }

    private Software found() {
        return bench.create(service).software();
    }

    @Test
    void path_comes_first() throws IOException {
        Path onPath = program("bin/thing", "2.5.1");
        program("opt/9/bin/thing", "9.0");
        bench.environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        service.sources = List.of(new Machine("thing", List.of(folder + "/opt/*/bin")));
        assertThat(found()).isEqualTo(new Software("machine", List.of(onPath.toString()), "2.5.1"));
    }

    @Test
    void the_newest_of_the_distribution_is_taken() throws IOException {
        program("opt/9/bin/thing", "9.6");
        Path newest = program("opt/15/bin/thing", "15.2");
        service.sources = List.of(new Machine("thing", List.of(folder + "/opt/*/bin")));
        assertThat(found().command()).containsExactly(newest.toString());
    }

    @Test
    void a_program_that_does_not_run_is_passed_over() throws IOException {
        script("opt/15/bin/thing", "echo libfoo.so.3 not found >&2\nexit 127\n");
        program("opt/9/bin/thing", "9.6");
        service.sources = List.of(new Machine("thing", List.of(folder + "/opt/*/bin")));
        assertThat(found().version()).isEqualTo("9.6");
    }

    @Test
    void existing_data_keeps_its_major_version() throws IOException {
        program("opt/9/bin/thing", "9.6");
        service.sources = List.of(new Machine("thing", List.of(folder + "/opt/*/bin")));
        int port = bench.create(service).host().port();

        program("opt/15/bin/thing", "15.2");
        Server again = bench.create(service);
        assertThat(again.version()).isEqualTo("9.6");
        assertThat(again.host().port()).isEqualTo(port);

        Files.delete(folder.resolve("opt/9/bin/thing"));
        assertThatThrownBy(this::found)
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("the data of redis was written by version 9, but there is only 15.2");

        service.keepsData = false;
        assertThat(found().version()).isEqualTo("15.2");
    }

    @Test
    void a_program_that_was_replaced_is_looked_for_again_at_the_next_start() throws IOException {
        Path old = script("opt/1/bin/redis", "exec redis-server \"$@\"\n");
        service.sources = List.of(new Machine("redis", List.of(folder + "/opt/*/bin")));
        Server server = bench.create(service);
        Files.createDirectories(folder.resolve("opt/2/bin"));
        Files.move(old, folder.resolve("opt/2/bin/redis"));
        bench.launcher().ensureRunning(server, service);
        assertThat(bench.folder("redis").read().software().command().get(0)).contains("/opt/2/");
    }

    @Test
    void only_the_named_source_is_used() throws IOException {
        program("opt/9/bin/thing", "9.6");
        Files.createDirectories(bench.installation.resolve("lib"));
        Files.createFile(bench.installation.resolve("lib/vektra.jar"));
        service.sources = List.of(
                new Machine("thing", List.of(folder + "/opt/*/bin")), new Builtin("a.Main", "1.0", List.of("-Xmx64m")));
        Software software = bench.create(service, Workbench.wanted("redis", "builtin", null))
                .software();
        assertThat(software.source()).isEqualTo("builtin");
        assertThat(software.command().get(0)).endsWith("/bin/java");
        assertThat(software.command()).endsWith("-Xmx64m", "-cp", bench.installation + "/lib/vektra.jar", "a.Main");
    }

    @Test
    void an_unknown_source_is_refused() {
        Wanted wanted = Workbench.wanted("redis", "moon", null);
        assertThatThrownBy(() -> bench.create(service, wanted)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INVALID);
            assertThat(e.hint()).isEqualTo("known: machine");
        });
    }

    @Test
    void each_source_says_why_it_has_nothing() throws IOException {
        bench.onlyPrograms("sh");
        service.sources = List.of(
                new Machine("thing", List.of("/opt/none/*")),
                new Embedded(Map.of("plan9-vax", TestService.POSTGRES), "bin/thing"),
                new Debian(List.of("thing-server"), "usr/bin/thing"),
                new Builtin("a.Main", "1.0", List.of()));
        assertThatThrownBy(this::found).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage())
                    .isEqualTo(
                            "found no program for redis (machine: no thing on PATH or in /opt/none/*; embedded: no build"
                                    + " for linux-amd64; debian: no apt-get here, so this is not a Debian; builtin: "
                                    + bench.installation + "/lib/vektra.jar is missing)");
            assertThat(e.hint()).startsWith("install it, for example: apt-get install thing-server");
        });
    }
}
