package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.spi.Store.Write;

/** Kills a process at each of its durable steps in turn and looks at what is left. */
@Sampled(oneIn = 3)
class KillIT {
    private static final App BEFORE = Things.app("myapp");
    private static final App AFTER = Things.with(BEFORE, "FOO", "bar");

    @TempDir
    Path folder;

    @Test
    void a_change_killed_anywhere_happened_wholly_or_not_at_all() throws Exception {
        int killed = 0;
        int decided = 0;
        while (dies("change", killed + 1)) {
            killed++;
            Home home = home(killed);
            boolean happened = isWhole(home);
            decided += happened ? 1 : 0;
            home.store.open(List.of(alone(MYAPP)), Child.record(home.folder)).close();
            settled(home, killed > 1, happened);
        }
        assertThat(killed).isGreaterThan(15);
        assertThat(decided).isBetween(5, killed - 5);
        Home home = home(killed + 1);
        assertThat(isWhole(home)).isTrue();
        settled(home, true, true);
    }

    @Test
    void an_undo_killed_anywhere_is_done_again() throws Exception {
        int killed = 0;
        while (dies("abandon", killed + 1)) {
            killed++;
            Home home = home(killed);
            assertThat(isWhole(home)).isFalse();
            home.store.open(List.of(alone(MYAPP)), Child.record(home.folder)).close();
            settled(home, killed > 1, false);
        }
        assertThat(killed).isGreaterThan(4);
        settled(home(killed + 1), true, false);
    }

    @Test
    void settling_killed_anywhere_is_done_again() throws Exception {
        for (int first : List.of(3, 8)) {
            boolean dead = true;
            for (int second = 1; dead; second++) {
                int run = 100 * first + second;
                Home home = home(run);
                assertThat(dies("change", first, run)).isTrue();
                boolean happened = isWhole(home);
                Process settling = Child.dying(second, "settle", home.folder.toString());
                dead = settling.waitFor() == 137;
                assertThat(isWhole(home)).isEqualTo(happened);
                home.store
                        .open(List.of(alone(MYAPP)), Child.record(home.folder))
                        .close();
                settled(home, true, happened);
            }
        }
    }

    private boolean dies(String what, int failpoint) throws Exception {
        return dies(what, failpoint, failpoint);
    }

    private boolean dies(String what, int failpoint, int run) throws Exception {
        Home home = home(run);
        home.commit(
                List.of(alone(MYAPP), alone(DamagedFilesTest.LOST)),
                new Write.PutApp(BEFORE, Things.release(1, Map.of())),
                new Write.Orphan(Things.addon(DamagedFilesTest.LOST, null)));
        int code = Child.dying(failpoint, what, home.folder.toString()).waitFor();
        assertThat(code).isIn(0, 137);
        return code == 137;
    }

    private Home home(int run) {
        return new Home(folder.resolve(run + "/home"));
    }

    /** Whether the change happened, as a reader without locks sees it; fails when it happened in part. */
    private static boolean isWhole(Home home) {
        App app = home.store.read().app(MYAPP).orElseThrow();
        boolean happened = app.equals(AFTER);
        assertThat(app).isEqualTo(happened ? AFTER : BEFORE);
        assertThat(home.store.read().releases(MYAPP))
                .extracting(Release::version)
                .isEqualTo(happened ? List.of(1, 2) : List.of(1));
        assertThat(home.store.read().owner(CURVED).isPresent()).isEqualTo(happened);
        assertThat(home.store.read().owner(DamagedFilesTest.LOST).isPresent()).isEqualTo(!happened);
        assertThat(home.store.read().ownerless()).hasSize(happened ? 0 : 1);
        assertThat(home.store.read().appNames()).containsExactly(MYAPP);
        return happened;
    }

    private static void settled(Home home, boolean begun, boolean happened) throws IOException {
        assertThat(isWhole(home)).isEqualTo(happened);
        Path steps = home.folder.resolveSibling("steps");
        List<String> ran = Files.exists(steps) ? Files.readAllLines(steps) : List.of();
        if (happened) {
            assertThat(ran).contains("finish first", "finish then").noneMatch(step -> step.startsWith("undo"));
            assertThat(home.files("apps")).containsExactly("myapp.json", "myapp.releases.jsonl");
            assertThat(home.files("addons")).containsExactly(CURVED.value());
        } else {
            assertThat(ran).noneMatch(step -> step.startsWith("finish"));
            if (begun) {
                assertThat(ran).contains("undo first", "undo then");
            }
        }
        assertThat(home.files("journal")).isEmpty();
        assertThat(home.text("audit.jsonl").lines().filter(line -> line.contains("\"change\",")))
                .hasSize(happened ? 1 : 0);
    }
}
