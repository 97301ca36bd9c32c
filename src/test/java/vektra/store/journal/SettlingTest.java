package vektra.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;
import static vektra.store.Things.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Home;
import vektra.store.Things;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;
import vektra.store.format.AppFile;
import vektra.store.format.ReleasesFile;
import vektra.store.format.Seals;
import vektra.store.journal.Change.Phase;

/** What earlier processes left in the journal, and who settles it when. */
class SettlingTest {
    static final AppName OTHER = new AppName("other");
    static final Step STEP = Step.revoke(Things.addon(CURVED, null), Things.id(3));
    static final Step SECOND = Step.removeServer(Things.server("x"));

    @TempDir
    Path folder;

    Home home;
    final List<Step> ran = new ArrayList<>();

    @BeforeEach
    void home() {
        home = new Home(folder);
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of())));
    }

    private void open(Consumer<Step> runner, Name... names) {
        home.store.open(List.of(names), runner).close();
    }

    private void left(Change change) {
        new JournalFolder(folder, () -> Seals.PLAIN).write(change);
    }

    private static Change change(Phase phase, List<Name> locks, List<Image> images, Step... steps) {
        return new Change(Journal.freshId(), phase, "addons:bind", locks, images, List.of(steps));
    }

    private static Image put(App app) {
        return new Image.Put(Paths.app(app.name()), Image.Text.of(AppFile.encode(app, Seals.PLAIN)));
    }

    private static Consumer<Step> down(List<Step> tried) {
        return step -> {
            tried.add(step);
            throw VektraException.unavailable("postgres does not answer", null, null);
        };
    }

    @Test
    void every_change_comes_back_from_the_journal_as_it_was() {
        Change change = change(
                Phase.COMMIT,
                List.of(alone(MYAPP), shared(POSTGRES)),
                List.of(
                        put(Things.full(MYAPP)),
                        new Image.Append("apps/x.releases.jsonl", 1L << 40, new Image.Text("naïve 🐘\n")),
                        new Image.Delete("addons/x"),
                        new Image.Move("apps/to", "apps/from"),
                        new Image.Log("audit.jsonl", new Image.Text("{}\n"))),
                STEP,
                SECOND,
                Step.deprovision(Things.addon(CURVED, Things.external())));
        left(change);
        assertThat(new JournalFolder(folder, () -> Seals.PLAIN).committed()).containsExactly(change);
    }

    @Test
    void an_intent_is_undone_by_who_takes_one_of_its_locks() {
        left(change(Phase.INTENT, List.of(alone(MYAPP), shared(POSTGRES)), List.of(), STEP, SECOND));
        open(ran::add, alone(OTHER), shared(POSTGRES));
        assertThat(ran).as("its process may be alive: that is not excluded").isEmpty();
        open(ran::add, alone(MYAPP));
        assertThat(ran).containsExactly(STEP, SECOND);
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void who_excludes_the_sharers_settles_too() {
        left(change(Phase.INTENT, List.of(alone(MYAPP), shared(POSTGRES)), List.of(), STEP));
        open(ran::add, alone(POSTGRES));
        assertThat(ran).containsExactly(STEP);
    }

    @Test
    void settling_holds_every_lock_of_what_it_settles_and_of_what_those_bring_in() {
        left(change(Phase.INTENT, List.of(alone(MYAPP), alone(POSTGRES)), List.of(), STEP));
        left(change(Phase.INTENT, List.of(alone(OTHER), shared(POSTGRES)), List.of(), SECOND));
        Change after;
        try (Session session = home.store.open(List.of(alone(MYAPP)), ran::add)) {
            session.begin("next", List.of());
            after = new JournalFolder(folder, () -> Seals.PLAIN)
                    .entries()
                    .changes()
                    .get(0);
        }
        assertThat(ran).containsExactlyInAnyOrder(STEP, SECOND);
        assertThat(after.locks()).containsExactly(alone(MYAPP), alone(OTHER), alone(POSTGRES));
    }

    @Test
    void a_commit_is_seen_at_once_and_written_out_by_the_next() {
        App changed = Things.with(Things.app("myapp"), "FOO", "bar");
        byte[] release = ReleasesFile.encode(Things.release(2, Map.of("FOO", "bar")), Seals.PLAIN, "");
        long offset = home.path("apps/myapp.releases.jsonl").toFile().length();
        left(change(
                Phase.COMMIT,
                List.of(alone(MYAPP)),
                List.of(
                        put(changed),
                        new Image.Append("apps/myapp.releases.jsonl", offset, Image.Text.of(release)),
                        put(Things.app("other")),
                        new Image.Delete("services/postgres.json")),
                STEP));
        for (int i = 0; i < 2; i++) {
            assertThat(home.store.read().app(MYAPP)).contains(changed);
            assertThat(home.store.read().appNames()).containsExactly(MYAPP, OTHER);
            assertThat(home.store.read().app(OTHER)).contains(Things.app("other"));
            assertThat(home.store.read().releases(MYAPP))
                    .extracting(Release::version)
                    .containsExactly(1, 2);
            open(ran::add, alone(MYAPP));
        }
        assertThat(ran).containsExactly(STEP);
        assertThat(home.files("journal")).isEmpty();
        assertThat(home.files("apps")).contains("other.json");
    }

    @Test
    void what_was_decided_wins_over_its_intent() {
        for (Phase phase : List.of(Phase.COMMIT, Phase.FINISH)) {
            Change decided = change(phase, List.of(alone(MYAPP)), List.of(put(Things.app("other"))), SECOND);
            left(decided);
            left(new Change(decided.id(), Phase.INTENT, "addons:bind", decided.locks(), List.of(), List.of(STEP)));
            open(ran::add, alone(MYAPP));
            assertThat(ran).containsExactly(SECOND);
            ran.clear();
            assertThat(home.files("journal")).isEmpty();
            assertThat(home.store.read().app(OTHER)).isPresent();
        }
    }

    @Test
    void who_closes_a_change_that_was_decided_without_knowing_undoes_nothing() {
        try (Session session = home.store.open(List.of(alone(MYAPP)), ran::add)) {
            session.begin("addons:bind", List.of(STEP));
            Change intent = new JournalFolder(folder, () -> Seals.PLAIN)
                    .entries()
                    .changes()
                    .get(0);
            left(new Change(intent.id(), Phase.COMMIT, "addons:bind", intent.locks(), List.of(), List.of()));
        }
        assertThat(ran).isEmpty();
        open(ran::add, alone(MYAPP));
        assertThat(ran).isEmpty();
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void an_append_half_written_is_written_again_and_the_audit_line_is_not() throws Exception {
        Image.Text line = new Image.Text("{\"change\":\"x\"}\n");
        Image.Text release = Image.Text.of(ReleasesFile.encode(Things.release(2, Map.of()), Seals.PLAIN, ""));
        long offset = home.path("apps/myapp.releases.jsonl").toFile().length();
        Disk.append(home.path("apps/myapp.releases.jsonl"), offset, "{\"schema\":1,\"ver".getBytes());
        Files.write(home.path("audit.jsonl"), line.bytes(), StandardOpenOption.APPEND);
        left(change(
                Phase.COMMIT,
                List.of(alone(MYAPP)),
                List.of(
                        new Image.Append("apps/myapp.releases.jsonl", offset, release),
                        new Image.Log("audit.jsonl", line))));
        assertThat(home.store.read().releases(MYAPP)).hasSize(2);
        open(ran::add, alone(MYAPP));
        assertThat(home.store.read().releases(MYAPP)).hasSize(2);
        assertThat(home.text("audit.jsonl")).containsOnlyOnce("\"x\"");
    }

    @Test
    void what_is_down_leaves_the_change_for_the_next_time_and_stops_no_other() {
        left(change(Phase.FINISH, List.of(alone(MYAPP)), List.of(), STEP, SECOND));
        List<Step> tried = new ArrayList<>();
        open(down(tried), alone(MYAPP));
        assertThat(tried).containsExactly(STEP);
        assertThat(home.reported.warned).singleElement().asString().contains("postgres does not answer");
        assertThat(home.files("journal")).hasSize(1);
        open(ran::add, alone(MYAPP));
        assertThat(ran).containsExactly(STEP, SECOND);
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void a_change_stands_although_its_finish_has_to_wait_which_is_reported_as_a_failure() {
        try (Session session = home.store.open(List.of(alone(MYAPP)), down(ran))) {
            session.begin("addons:unbind", List.of());
            assertThatExceptionOfType(VektraException.class)
                    .isThrownBy(() -> session.commit(
                            "addons:unbind", List.of(new Write.PutApp(Things.full(MYAPP), null)), List.of(STEP)))
                    .withMessageContaining("not cleaned up yet: postgres does not answer");
        }
        assertThat(home.store.read().app(MYAPP)).contains(Things.full(MYAPP));
        assertThat(home.files("journal")).singleElement().asString().endsWith(".finish");
        assertThat(home.text("journal/" + home.files("journal").get(0))).doesNotContain("postgres://");
    }

    @Test
    void settling_ends_what_a_dead_process_left_whatever_it_is_about() {
        left(change(Phase.FINISH, List.of(alone(OTHER)), List.of(), STEP));
        home.store.recovery().settle(ran::add);
        assertThat(ran).containsExactly(STEP);
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void settling_leaves_alone_what_a_living_process_is_at() {
        left(change(Phase.FINISH, List.of(alone(OTHER)), List.of(), STEP));
        Locks.Held living = home.locks.hold(List.of(alone(OTHER)));
        home.store.recovery().settle(ran::add);
        living.close();
        assertThat(ran).isEmpty();
        assertThat(home.files("journal")).hasSize(1);
    }

    @Test
    void what_is_down_is_not_tried_again_by_every_command_but_by_the_next_on_the_same_thing() {
        left(change(Phase.FINISH, List.of(alone(OTHER)), List.of(), STEP));
        List<Step> tried = new ArrayList<>();
        home.store.recovery().settle(down(tried));
        home.store.recovery().settle(down(tried));
        assertThat(tried).hasSize(1);
        open(ran::add, alone(OTHER));
        assertThat(ran).containsExactly(STEP);
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void an_undo_that_has_to_wait_stays_an_intent() {
        try (Session session = home.store.open(List.of(alone(MYAPP)), down(ran))) {
            session.begin("addons:bind", List.of(STEP));
        }
        assertThat(home.files("journal")).singleElement().asString().endsWith(".intent");
        assertThat(home.reported.warned).hasSize(1);
        ran.clear();
        open(ran::add, alone(MYAPP));
        assertThat(ran).containsExactly(STEP);
    }

    @Test
    void any_other_failure_names_the_journal_file_and_gives_the_locks_back() {
        Change change = change(Phase.INTENT, List.of(alone(MYAPP)), List.of(), STEP);
        left(change);
        Consumer<Step> broken = step -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(VektraException.class)
                    .isThrownBy(() -> open(broken, alone(MYAPP)))
                    .withMessageContaining(change.file())
                    .matches(e -> e.kind() == Kind.UNAVAILABLE);
        }
        open(ran::add, alone(MYAPP));
        assertThat(ran).containsExactly(STEP);
    }

    @Test
    void entries_that_cannot_be_read_are_named_and_stay() throws IOException {
        for (String name : List.of("1-a.intent", "1-a.commit", "1-a.finish")) {
            Path entry = home.path("journal").resolve(name);
            Files.writeString(entry, "{\"schema\":1,\"comm");
            assertThatExceptionOfType(VektraException.class)
                    .isThrownBy(() -> open(ran::add, alone(OTHER)))
                    .withMessageContaining(entry.toString());
            assertThat(entry).hasContent("{\"schema\":1,\"comm");
            if (name.endsWith(".commit")) {
                assertThatExceptionOfType(VektraException.class)
                        .isThrownBy(() -> home.store.read().app(MYAPP))
                        .withMessageContaining(entry.toString());
            } else {
                assertThat(home.store.read().app(MYAPP)).isPresent();
            }
            Files.delete(entry);
        }
    }

    @Test
    void half_written_entries_have_no_owner_and_go_with_the_next_session_under_their_lock() throws IOException {
        Files.writeString(home.path("journal/.tmp-app-myapp.commit"), "{\"sch");
        Files.writeString(home.path("journal/.tmp-app-other.intent"), "");
        open(ran::add, alone(MYAPP));
        assertThat(home.files("journal")).containsExactly(".tmp-app-other.intent");
        open(ran::add, alone(OTHER));
        assertThat(home.files("journal")).isEmpty();
    }
}
