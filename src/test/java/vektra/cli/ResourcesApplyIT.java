package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** A manifest by commands, in the folder where it lies. */
class ResourcesApplyIT {
    private static final String UPLOADS = "resources:\n  uploads:\n    type: efs\nenvironment: [A=1, KEY]\n";

    private final Home home = new Home();

    @AfterEach
    void close() {
        home.close();
    }

    private Home.Ran apply(String... more) {
        List<String> words = new ArrayList<>(List.of("resources", "apply", "-a", "note"));
        words.addAll(List.of(more));
        return home.vektra(words.toArray(String[]::new));
    }

    @Test
    void the_manifest_of_the_folder_is_applied_and_again_changes_nothing() throws Exception {
        assertThat(apply().exits(2).err()).contains("no manifest in ", "say which: --manifest FILE");
        home.write("convox.yml", UPLOADS);
        Home.Ran dry = apply("--dry-run").ok();
        assertThat(dry.out())
                .startsWith("+ service efs\n+ app note\n+ resource uploads of note: efs:")
                .contains("would create the app note")
                .doesNotContain("Applied");
        assertThat(home.path()).doesNotExist();
        assertThat(apply("--dry-run", "--json")
                        .ok()
                        .json()
                        .at("/result/changes/0/change")
                        .asText())
                .isEqualTo("added");
        Home.Ran first = apply().ok();
        assertThat(first.out()).endsWith("Applied convox.yml\n");
        assertThat(first.err()).isEqualTo("Note: note needs KEY: set what is missing before running a program\n");
        Map<String, String> files = home.files();
        Home.Ran again = apply().ok();
        assertThat(again.out()).isEqualTo("Nothing to change: all is as convox.yml says\n");
        assertThat(apply("--json").ok().json().get("changed").asBoolean()).isFalse();
        assertThat(home.files()).isEqualTo(files);
        assertThat(home.vektra("run", "-a", "note", "--", "true").exits(125).err())
                .contains("note needs KEY, which its manifest requires", "vektra config:set KEY=VALUE -a note");
        home.vektra("config:set", "KEY=k", "-a", "note").ok();
        assertThat(home.config("note")).containsEntry("A", "1").containsKey("UPLOADS_PATH");
        home.write("convox.yml", UPLOADS.replace("A=1", "A=2"));
        assertThat(apply().ok().err()).contains("Restart note to use the new values");
        home.write("app.json", "{}");
        assertThat(apply().exits(2).err()).contains("several manifests: convox.yml, app.json");
        assertThat(apply("-m", "app.json").ok().out())
                .contains("- resource uploads of note: detached; the data of efs-");
        home.vektra("addons:doctor").ok();
    }

    @Test
    void what_is_external_is_listed_as_such() throws Exception {
        home.write("convox.yml", UPLOADS);
        apply().ok();
        home.vektra("config:set", "UPLOADS_URL=sftp://me:pw@files.example.com", "-a", "note")
                .ok();
        assertThat(apply().ok().out()).contains("- resource uploads of note: now external; efs-");
        assertThat(home.vektra("resources", "--status", "-a", "note").ok().out())
                .isEqualTo("NAME     TYPE  URL                               STATUS\n"
                        + "uploads  efs   sftp://me:****@files.example.com  external\n");
        JsonNode one = home.json("resources:info", "uploads", "--reveal", "-a", "note");
        assertThat(one.get("status").asText()).isEqualTo("external");
        assertThat(one.get("url").asText()).isEqualTo("sftp://me:pw@files.example.com");
        assertThat(home.vektra("resources:url", "uploads", "-a", "note").ok().out())
                .isEqualTo("sftp://me:pw@files.example.com\n");
        assertThat(home.vektra("resources:console", "uploads", "-a", "note")
                        .exits(125)
                        .err())
                .contains("uploads is external: UPLOADS_URL is set by you");
        assertThat(home.stored("note").get("addons")).hasSize(1);
    }

    @Test
    void what_is_exported_is_applied_elsewhere() throws Exception {
        home.write("convox.yml", UPLOADS);
        apply().ok();
        String text =
                home.vektra("resources", "export-manifest", "-a", "note").ok().out();
        assertThat(text).startsWith("app: note\nresources:\n  uploads:\n    type: efs:");
        try (Home other = new Home()) {
            other.write("vektra.yml", text);
            other.vektra("resources", "apply").ok();
            assertThat(other.vektra("resources:export-manifest", "-a", "note")
                            .ok()
                            .out())
                    .isEqualTo(text);
            other.vektra("addons:doctor").ok();
        }
    }

    @Test
    void killed_at_any_point_it_comes_to_its_end_the_next_time() throws Exception {
        home.write("convox.yml", UPLOADS);
        int point = 1;
        while (home.killedAt(point, "resources", "apply", "-a", "app" + point).code() == 137) {
            String app = "app" + point;
            home.vektra("resources", "apply", "-a", app).ok();
            assertThat(home.vektra("resources", "apply", "-a", app).ok().out()).startsWith("Nothing to change");
            assertThat(home.stored(app).get("addons")).hasSize(1);
            point++;
        }
        assertThat(point).isGreaterThan(8);
        home.vektra("addons:doctor").ok();
        assertThat(home.path().resolve("journal"))
                .satisfiesAnyOf(
                        journal -> assertThat(journal).doesNotExist(),
                        journal -> assertThat(journal).isEmptyDirectory());
    }

    @Test
    void two_at_once_make_one() throws Exception {
        home.write("convox.yml", UPLOADS);
        home.vektra("addons:enable", "efs").ok();
        Process one = home.start(Map.of(), "resources", "apply", "-a", "note");
        Process two = home.start(Map.of(), "resources", "apply", "-a", "note");
        List<String> said = List.of(
                Home.finish(one, "").ok().out(), Home.finish(two, "").ok().out());
        assertThat(home.stored("note").get("addons")).hasSize(1);
        assertThat(home.stored("note").get("release").asInt()).isEqualTo(1);
        assertThat(said).allMatch(out -> out.endsWith("convox.yml\n") || out.startsWith("Nothing to change"));
        home.vektra("addons:doctor").ok();
    }
}
