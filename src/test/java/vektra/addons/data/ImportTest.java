package vektra.addons.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.text.Kind;

class ImportTest {
    @TempDir
    private Path folder;

    private final MemoryHome home = MemoryHome.enabled();

    ImportTest() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.write(home.url("note"), "own", "kept");
        home.write(home.url("note"), "key", "old");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private MemoryHome.Verb importing(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        return at -> {
            Import verb = at.data().importing();
            verb.read(verb.planned("book", null), file);
        };
    }

    private MemoryHome.Verb whole() throws IOException {
        return importing("key\tnew\nmore\tx\nend of dump\n");
    }

    @Test
    void what_a_file_holds_is_added_to_what_is_there() throws IOException {
        home.run(whole());
        assertThat(home.read(home.url("guest"), "own")).isEqualTo("kept");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("new");
        assertThat(home.read(home.url("note"), "more")).isEqualTo("x");
        assertThat(home.world().places()).hasSize(1);
        home.assertSound();
    }

    @Test
    void an_export_is_an_import_again() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        home.run(at -> {
            Export verb = at.data().export();
            verb.write(verb.planned("book", null), out);
        });
        home.write(home.url("note"), "key", "later");
        home.run(importing(out.toString(StandardCharsets.UTF_8)));
        assertThat(home.read(home.url("note"), "key")).isEqualTo("old");
    }

    @Test
    void a_damaged_file_touches_nothing() throws IOException {
        Refused.as(Kind.UNAVAILABLE, home, importing("key\tnew\n"), "is damaged");
    }

    @Test
    void a_service_without_files_says_so() {
        home.create("note", "cache", "side", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.data().importing().planned("side", null),
                "the data of cache cannot be imported");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.data().export().planned("side", null),
                "the data of cache cannot be exported");
    }

    @Test
    void a_dry_run_names_the_steps() throws IOException {
        assertThat(home.dryRun(whole()))
                .anyMatch(step -> step.startsWith("copy the data of book"))
                .anyMatch(step -> step.startsWith("import a file into a temporary add-on of note"))
                .anyMatch(step -> step.startsWith("replace the data of book"));
    }

    @TestFactory
    Stream<DynamicTest> an_import_cut_off_anywhere() throws IOException {
        Path file =
                Files.writeString(Files.createTempFile("vektra-import", ".txt"), "key\tnew\nmore\tx\nend of dump\n");
        return Sweep.of(home.copy(), at -> {
                    Import verb = at.data().importing();
                    verb.read(verb.planned("book", null), file);
                })
                .onClose(() -> deleted(file));
    }

    private static void deleted(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
