package vektra.store.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.app.Storage;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

class DeclaredCodecTest {
    private static final App NOTE = new App(
            Id.fresh(), new AppName("note"), Instant.parse("2026-03-01T12:00:00Z"), 1, Map.of(), List.of(), List.of());

    private static App again(App app) {
        return AppFile.decode(Path.of("note.json"), AppFile.encode(app, Seals.PLAIN), app.name(), Seals.PLAIN);
    }

    @Test
    void what_a_manifest_says_is_kept() {
        Declared declared = new Declared(
                List.of(
                        new Declared.Resource(
                                "main",
                                new ServiceName("ledger"),
                                Id.fresh(),
                                true,
                                true,
                                Storage.of("20").orElseThrow()),
                        new Declared.Resource("own", new ServiceName("ledger"), null, true, false),
                        new Declared.Resource("old", new ServiceName("cache"), Id.fresh(), false, false)),
                Map.of("DB_HOST", "${main.host}", "EMPTY", ""),
                List.of("KEY"),
                Map.of(
                        "web",
                        Program.linkedTo("main"),
                        "worker",
                        Program.linkedTo(),
                        "clock",
                        new Program(List.of("main"), Set.of("A", "B")),
                        "idle",
                        new Program(List.of(), Set.of())),
                List.of(new DrainName("logs")),
                false);
        assertThat(again(NOTE.declaring(declared))).isEqualTo(NOTE.declaring(declared));
        App after = NOTE.declaring(declared.afterPostdeploy());
        assertThat(again(after)).isEqualTo(after).isNotEqualTo(NOTE.declaring(declared));
    }

    @Test
    void an_app_that_expires_is_kept_as_such() {
        App leased = NOTE.expiring(NOTE.createdAt().plusSeconds(60));
        assertThat(again(leased)).isEqualTo(leased).isNotEqualTo(NOTE);
    }

    @Test
    void an_app_without_one_is_written_as_ever() {
        assertThat(again(NOTE)).isEqualTo(NOTE);
        assertThat(new String(AppFile.encode(NOTE, Seals.PLAIN), StandardCharsets.UTF_8))
                .doesNotContain("manifest");
    }
}
