package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;
import static vektra.store.Things.shared;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot.Owned;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.disk.Paths;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;
import vektra.store.journal.Journal;
import vektra.store.journal.JournalFolder;

class SessionTest {
    static final AppName OTHER = new AppName("other");
    static final Addon ADDON = Things.addon(CURVED, null);
    static final Step UNDO = Step.revoke(ADDON, Things.id(3));
    static final Step UNDO_TOO = Step.removeServer(Things.server("x"));

    @TempDir
    Path folder;

    Home home;
    final List<Step> ran = new ArrayList<>();

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    private Session open() {
        return home.store.open(List.of(alone(MYAPP), shared(POSTGRES)), ran::add);
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(call)
                .matches(e -> e.kind() == kind, kind.toString());
    }

    @Test
    void a_change_that_is_not_committed_is_undone_in_order() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO, UNDO_TOO));
            assertThat(home.files("journal")).singleElement().asString().endsWith(".intent");
            assertThat(ran).isEmpty();
        }
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void a_commit_is_refused_when_a_change_of_what_was_read_is_decided_but_not_written_out() {
        home.commit(List.of(alone(OTHER)), new Write.PutApp(Things.app("other"), null));
        try (Session session = open()) {
            assertThat(session.app(OTHER)).isPresent();
            Change decided = new Change(
                    Journal.freshId(),
                    Change.Phase.COMMIT,
                    "apps:destroy",
                    List.of(alone(OTHER)),
                    List.of(new Image.Delete(Paths.app(OTHER))),
                    List.of());
            new JournalFolder(home.folder, () -> Seals.PLAIN).write(decided);

            refused(
                    Kind.CONFLICT,
                    () -> session.commit(
                            "addons:bind", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of()));
        }
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_and_changes_nothing() {
        home.commit(List.of(alone(MYAPP)), new Write.Reserve(CURVED, MYAPP));
        List<String> before = home.files("");
        refused(
                Kind.CONFLICT,
                () -> home.commit(
                        List.of(alone(OTHER)),
                        new Write.PutApp(Things.app("other"), null),
                        new Write.Reserve(CURVED, OTHER)));
        assertThat(home.files("")).isEqualTo(before);
        assertThat(home.store.read().app(OTHER)).isEmpty();
        home.commit(List.of(alone(MYAPP)), new Write.Orphan(ADDON));
        refused(Kind.CONFLICT, () -> home.commit(List.of(alone(OTHER)), new Write.Reserve(CURVED, OTHER)));
        assertThat(home.store.read().owner(CURVED)).contains(new Owned(null, ADDON, List.of()));
    }

    @Test
    void renaming_across_the_rewrite_of_a_history() {
        history(149);
        App renamed = Things.app("other").released(Map.of());
        home.commit(
                List.of(alone(MYAPP), alone(OTHER)),
                new Write.RenameApp(MYAPP, renamed, Things.release(150, Map.of())));
        assertThat(home.store.read().releases(OTHER)).hasSize(150);
        assertThat(home.files("apps")).containsExactly("other.json", "other.releases.jsonl");
    }

    @Test
    void only_the_last_hundred_releases_keep_their_snapshot() {
        history(149);
        assertThat(home.store.read().releases(MYAPP)).hasSize(149).noneMatch(release -> release.config() == null);
        history(150);
        List<Release> releases = home.store.read().releases(MYAPP);
        assertThat(releases).hasSize(150);
        assertThat(releases.subList(0, 50)).allMatch(release -> release.config() == null);
        assertThat(releases.subList(50, 150)).allMatch(release -> release.config() != null);
        assertThat(releases)
                .extracting(Release::version)
                .isSorted()
                .startsWith(1)
                .endsWith(150);
        assertThat(releases).allMatch(release -> release.attached().size() == 1);
    }

    /** Commits releases up to this version, all in one change, which is quicker and tries appends to appends. */
    private void history(int version) {
        List<Write> writes = new ArrayList<>();
        for (int next = home.store.read().releases(MYAPP).size() + 1; next <= version; next++) {
            writes.add(new Write.PutApp(Things.app("myapp"), Things.release(next, Map.of("N", "" + next))));
        }
        home.commit(List.of(alone(MYAPP)), writes.toArray(Write[]::new));
    }
}
