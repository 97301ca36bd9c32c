package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;

/** What a command does not need is not read at its start. */
class LoadedClassesIT {
    private static final Home home = new Home();

    /** What only moves of a whole home, its encryption, another store, commands on another machine, or assistants need. */
    private static final List<String> ELSEWHERE = List.of(
            "io.modelcontextprotocol.",
            "reactor.",
            "vektra.addons.move.",
            "vektra.archive.",
            "vektra.cli.remote.",
            "vektra.parcel.",
            "vektra.remote.Remote",
            "vektra.store.Alone",
            "vektra.store.HomeLuggage",
            "vektra.store.SealedFiles",
            "vektra.store.etcd.");

    @BeforeAll
    static void fill() {
        home.vektra("apps:create", "note").ok();
        home.vektra("config:set", "A=1", "-a", "note").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "addons -a note",
                "config:get A -a note",
                "config:set A=2 -a note",
                "apps",
                "addons --all --json",
                "apps:create x --dry-run",
                "mcp --help"
            })
    void nothing_of_what_only_moves_a_home_leaves_the_machine_or_serves_assistants(String command) throws Exception {
        Path log = home.scratch().resolve("classes.txt");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xlog:class+load:file=" + log,
                "-Dvektra.root=" + Home.DIST,
                "-cp",
                Home.DIST.resolve("lib/vektra.jar").toString(),
                "vektra.Main");
        List<String> words = List.of(command.split(" "));
        Home.finish(
                        home.launch(
                                Map.of(),
                                Stream.concat(java.stream(), words.stream()).toList()),
                        "")
                .ok();
        try (Stream<String> lines = Files.lines(log)) {
            List<String> read =
                    lines.flatMap(line -> Stream.of(line.split(" "))).toList();
            assertThat(read)
                    .contains(command.endsWith("--help") ? "vektra.cli.Cli" : "vektra.store.JsonStore")
                    .noneMatch(name -> ELSEWHERE.stream().anyMatch(name::startsWith));
        }
    }
}
