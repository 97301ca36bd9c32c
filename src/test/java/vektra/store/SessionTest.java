package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.DrainName;
import vektra.model.Kind;
import vektra.model.Release;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Snapshot;
import vektra.spi.Snapshot.Owned;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;

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
    void a_committed_change_is_finished_and_never_undone() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            session.commit("addons:bind", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of(UNDO_TOO));
            assertThat(ran).containsExactly(UNDO_TOO);
            assertThat(home.files("journal")).isEmpty();
        }
        assertThat(ran).containsExactly(UNDO_TOO);
        assertThat(home.store.read().app(MYAPP)).contains(Things.app("myapp"));
    }

    @Test
    void a_commit_is_refused_when_something_read_without_its_lock_has_changed() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            assertThat(session.app(OTHER)).isEmpty();
            home.commit(List.of(alone(OTHER)), new Write.PutApp(Things.app("other"), null));

            assertThat(session.app(OTHER)).as("read once").isEmpty();
            refused(
                    Kind.CONFLICT,
                    () -> session.commit(
                            "addons:bind", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of()));
        }
        assertThat(ran).containsExactly(UNDO);
        assertThat(home.store.read().app(MYAPP)).isEmpty();
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
            new Journal(home.folder).write(decided);

            refused(
                    Kind.CONFLICT,
                    () -> session.commit(
                            "addons:bind", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of()));
        }
    }

    @Test
    void what_a_session_wrote_is_read_anew() {
        try (Session session = open()) {
            assertThat(session.app(MYAPP)).isEmpty();
            session.commit("one", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of());
            assertThat(session.app(MYAPP)).contains(Things.app("myapp"));
        }
    }

    @Test
    void a_snapshot_reads_each_thing_once() {
        Snapshot snapshot = home.store.read();
        assertThat(snapshot.app(MYAPP)).isEmpty();
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), null));
        assertThat(snapshot.app(MYAPP)).isEmpty();
        assertThat(home.store.read().app(MYAPP)).isPresent();
    }

    @Test
    void several_changes_in_one_session() {
        try (Session session = open()) {
            session.commit("one", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of());
            session.begin("two", List.of(UNDO));
            session.commit("two", List.of(new Write.Reserve(CURVED, MYAPP)), List.of());
            session.begin("three", List.of(UNDO_TOO));
        }
        assertThat(ran).containsExactly(UNDO_TOO);
        assertThat(home.text("audit.jsonl").lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"user\":\"me\",\"command\":\"one\",\"apps\":[\"myapp\"]");
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
    void after_a_conflict_the_change_can_still_be_committed_or_undone() {
        home.commit(List.of(alone(OTHER)), new Write.Reserve(CURVED, OTHER));
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            refused(
                    Kind.CONFLICT,
                    () -> session.commit("addons:bind", List.of(new Write.Reserve(CURVED, MYAPP)), List.of()));
        }
        assertThat(ran).containsExactly(UNDO);
    }

    @Test
    void renaming_moves_the_app_its_history_and_its_addons() {
        App app = Things.full(MYAPP);
        home.commit(
                List.of(alone(MYAPP)),
                new Write.PutApp(app, Things.release(1, Map.of())),
                new Write.Reserve(CURVED, MYAPP),
                new Write.Reserve(app.addons().get(1).name(), MYAPP));
        App renamed = app.named(OTHER).released(app.config());
        home.commit(
                List.of(alone(MYAPP), alone(OTHER)), new Write.RenameApp(MYAPP, renamed, Things.release(2, Map.of())));
        assertThat(home.store.read().appNames()).containsExactly(OTHER);
        assertThat(home.store.read().app(OTHER)).contains(renamed);
        assertThat(home.store.read().app(MYAPP)).isEmpty();
        assertThat(home.store.read().releases(OTHER))
                .extracting(Release::version)
                .containsExactly(1, 2);
        assertThat(home.store.read().releases(MYAPP)).isEmpty();
        assertThat(home.store.read().owner(CURVED)).contains(new Owned(OTHER, null, List.of()));
        assertThat(home.files("apps")).containsExactly("other.json", "other.releases.jsonl");
    }

    @Test
    void renaming_to_a_name_that_is_taken_is_a_conflict() {
        home.commit(
                List.of(alone(MYAPP), alone(OTHER)),
                new Write.PutApp(Things.app("myapp"), null),
                new Write.PutApp(Things.app("other"), null));
        refused(
                Kind.CONFLICT,
                () -> home.commit(
                        List.of(alone(MYAPP), alone(OTHER)),
                        new Write.RenameApp(MYAPP, Things.app("other"), Things.release(2, Map.of()))));
        assertThat(home.store.read().appNames()).containsExactly(MYAPP, OTHER);
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
    void a_new_app_inherits_nothing_from_one_destroyed() {
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of())));
        home.commit(List.of(alone(MYAPP)), new Write.DeleteApp(MYAPP));
        assertThat(home.store.read().app(MYAPP)).isEmpty();
        assertThat(home.store.read().releases(MYAPP)).isEmpty();
        assertThat(home.files("apps")).isEmpty();
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of("A", "b"))));
        assertThat(home.store.read().releases(MYAPP)).containsExactly(Things.release(1, Map.of("A", "b")));
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

    @Test
    void what_is_not_locked_is_not_written() {
        assertThatThrownBy(() -> home.commit(List.of(alone(OTHER)), new Write.PutApp(Things.app("myapp"), null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.commit(
                        List.of(alone(OTHER), shared(POSTGRES)), new Write.PutService(Things.service(true))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.commit(List.of(shared(POSTGRES)), new Write.Free(CURVED)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.commit(List.of(alone(MYAPP)), new Write.PutDrain(Things.drain("audit", MYAPP))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.commit(
                        List.of(Name.ofDrain(new DrainName("audit"))),
                        new Write.PutDrain(Things.drain("audit", MYAPP))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(home.files("")).containsExactly("lock");
    }

    @Test
    void a_drain_of_one_app_changes_and_goes_under_the_lock_of_the_app() {
        Name named = Name.ofDrain(new DrainName("audit"));
        home.commit(List.of(alone(MYAPP), named), new Write.PutDrain(Things.drain("audit", MYAPP)));
        assertThatThrownBy(() -> home.commit(List.of(named), new Write.DeleteDrain(new DrainName("audit"))))
                .isInstanceOf(IllegalStateException.class);
        home.commit(List.of(alone(MYAPP), alone(OTHER)), new Write.PutDrain(Things.drain("audit", OTHER)));
        home.commit(List.of(alone(OTHER)), new Write.DeleteDrain(new DrainName("audit")));
        assertThat(home.store.read().drains()).isEmpty();
    }

    @Test
    void the_audit_holds_names_and_no_secret() {
        home.commit(
                List.of(alone(MYAPP), alone(POSTGRES)),
                new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of("FOO", "bar"))),
                new Write.PutService(Things.service(true)));
        home.commit(List.of(Name.ofDrain(new DrainName("hook"))), new Write.PutDrain(Things.drain("hook", null)));
        assertThat(home.text("audit.jsonl"))
                .contains("\"drains\":[\"hook\"]")
                .doesNotContain("pw", "secret", "bar", "postgres://", "hush");
    }
}
