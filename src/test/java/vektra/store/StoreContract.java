package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.NOON;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;
import static vektra.store.Things.shared;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.fixture.memory.MemoryLocks;
import vektra.model.Audited;
import vektra.model.Failpoint;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.addon.Holdings;
import vektra.model.addon.Retiring;
import vektra.model.addon.Step;
import vektra.model.age.Recipient;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.service.EnabledService;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Agenda.Due;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Locks.Name;
import vektra.spi.Recovery.Leftover;
import vektra.spi.Snapshot;
import vektra.spi.Snapshot.Owned;
import vektra.spi.Store;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;

/** What a store promises, whatever it keeps things in; the tests of every store extend it. */
public abstract class StoreContract {
    private static final AppName OTHER = new AppName("other");
    private static final Addon ADDON = Things.addon(CURVED, Things.server(CURVED.value()));
    private static final Step UNDO = Step.revoke(ADDON, Things.id(3));
    private static final Step UNDO_TOO = Step.removeServer(Things.server("x"));
    private static final Step FINISH = Step.deprovision(ADDON);
    private static final int MORE_POINTS_THAN_A_CHANGE_HAS = 60;

    private final List<Step> ran = new ArrayList<>();
    private Locks locks = new MemoryLocks();

    /** The store of the test, as a process finds it that has its locks there; at noon, for the user {@code me}. */
    protected abstract Store over(Locks locks);

    private Store store() {
        return over(locks);
    }

    /** The store in the next process: the locks of those that crashed are free. */
    private Store afterwards() {
        locks = new MemoryLocks();
        return store();
    }

    private Session open() {
        return store().open(List.of(alone(MYAPP), shared(POSTGRES)), ran::add);
    }

    private void commit(List<Name> names, Write... writes) {
        try (Session session = store().open(names, Things::noSteps)) {
            session.commit("test", List.of(writes), List.of());
        }
    }

    private static Write put(String app) {
        return new Write.PutApp(Things.app(app), null);
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(call)
                .matches(e -> e.kind() == kind, kind.toString());
    }

    private static Consumer<Step> down(List<Step> tried) {
        return step -> {
            tried.add(step);
            throw VektraException.unavailable("postgres does not answer", null, null);
        };
    }

    /** A change that its process leaves at that point; empty when it comes to its end before. */
    private Optional<String> crash(int point, Consumer<Session> change, Name... names) {
        Failpoint.crashAt(point);
        try (Session session = store().open(List.of(names), ran::add)) {
            change.accept(session);
            return Optional.empty();
        } catch (Failpoint.Crash crash) {
            return Optional.of(crash.getMessage());
        } finally {
            Failpoint.crashAt(0);
            locks = new MemoryLocks();
        }
    }

    private void leaves(Consumer<Session> change, Name... names) {
        Consumer<Session> cutOff = session -> {
            change.accept(session);
            Failpoint.crashAt(1);
        };
        assertThat(crash(MORE_POINTS_THAN_A_CHANGE_HAS, cutOff, names)).isPresent();
    }

    private void leavesBegun(Name... names) {
        leaves(session -> session.begin("addons:bind", List.of(UNDO, UNDO_TOO)), names);
    }

    @Test
    void a_new_store_holds_nothing() {
        Snapshot at = store().read();
        assertThat(at.appNames()).isEmpty();
        assertThat(at.services()).isEmpty();
        assertThat(at.drains()).isEmpty();
        assertThat(at.tokens()).isEmpty();
        assertThat(at.spaces()).isEqualTo(SpaceSettings.NONE);
        assertThat(at.logSettings()).isEqualTo(LogSettings.NONE);
        assertThat(at.addonNames()).isEmpty();
        assertThat(at.ownerless()).isEmpty();
        assertThat(at.releases(MYAPP)).isEmpty();
        assertThat(store().recovery().leftovers()).isEmpty();
        assertThat(store().upkeep().untidy()).isEmpty();
    }

    // Locks

    @Test
    void a_lock_is_one_session_s_until_that_closes() {
        Store store = store();
        try (Session holder = store.open(List.of(alone(MYAPP)), ran::add)) {
            assertThat(holder.app(MYAPP)).isEmpty();
            assertThat(store.tryOpen(List.of(alone(OTHER), alone(MYAPP)), ran::add))
                    .isEmpty();
            store.tryOpen(List.of(alone(OTHER)), ran::add).orElseThrow().close();
        }
        store.tryOpen(List.of(alone(OTHER), alone(MYAPP)), ran::add)
                .orElseThrow()
                .close();
    }

    @Test
    void a_shared_lock_is_several_sessions_and_excludes_one_that_wants_it_alone() {
        Store store = store();
        try (Session one = open();
                Session two = store.open(List.of(alone(OTHER), shared(POSTGRES)), ran::add)) {
            assertThat(one.service(POSTGRES)).isEqualTo(two.service(POSTGRES));
            assertThat(store.tryOpen(List.of(alone(POSTGRES)), ran::add)).isEmpty();
        }
        store.tryOpen(List.of(alone(POSTGRES)), ran::add).orElseThrow().close();
    }

    @Test
    void what_is_not_locked_is_not_written() {
        Drain own = Things.drain("audit", MYAPP);
        assertUnlocked(List.of(alone(OTHER)), put("myapp"));
        assertUnlocked(List.of(alone(OTHER), shared(POSTGRES)), new Write.PutService(Things.service(true)));
        assertUnlocked(List.of(alone(MYAPP)), new Write.PutDrain(own));
        assertUnlocked(List.of(Name.ofDrain(own.name())), new Write.PutDrain(own));
        assertUnlocked(List.of(alone(MYAPP)), new Write.PutTokens(List.of()));
        assertUnlocked(List.of(alone(MYAPP)), new Write.PutSpaces(Things.spaces()));
        assertUnlocked(List.of(alone(MYAPP)), new Write.PutLogSettings(Things.logSettings()));
        assertThat(store().audit(new Audited.Wanted(null, null, null, 10))).isEmpty();
    }

    private void assertUnlocked(List<Name> names, Write write) {
        assertThatThrownBy(() -> commit(names, write)).isInstanceOf(IllegalStateException.class);
    }

    // Reading

    @Test
    void a_snapshot_reads_each_thing_once() {
        Snapshot before = store().read();
        assertThat(before.app(MYAPP)).isEmpty();
        commit(List.of(alone(MYAPP)), put("myapp"));
        assertThat(before.app(MYAPP)).isEmpty();
        assertThat(store().read().app(MYAPP)).isPresent();
    }

    @Test
    void what_a_session_wrote_is_read_anew() {
        try (Session session = open()) {
            assertThat(session.app(MYAPP)).isEmpty();
            session.commit("one", List.of(put("myapp")), List.of());
            assertThat(session.app(MYAPP)).contains(Things.app("myapp"));
        }
    }

    @Test
    void a_commit_is_refused_when_something_read_without_its_lock_has_changed() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            assertThat(session.app(OTHER)).isEmpty();
            commit(List.of(alone(OTHER)), put("other"));
            assertThat(session.app(OTHER)).as("read once").isEmpty();
            refused(Kind.CONFLICT, () -> session.commit("addons:bind", List.of(put("myapp")), List.of()));
        }
        assertThat(ran).containsExactly(UNDO);
        assertThat(store().read().app(MYAPP)).isEmpty();
    }

    @Test
    void a_change_of_what_was_not_read_refuses_no_commit() {
        try (Session session = open()) {
            commit(List.of(alone(OTHER)), put("other"));
            session.commit("one", List.of(put("myapp")), List.of());
        }
        assertThat(store().read().appNames()).containsExactly(MYAPP, OTHER);
    }

    @Test
    void what_would_be_written_is_shown_and_not_written() {
        commit(List.of(alone(MYAPP)), put("myapp"));
        List<Write> writes = List.of(
                put("other"),
                new Write.Reserve(CURVED, OTHER),
                new Write.DeleteApp(MYAPP),
                new Write.PutSpaces(Things.spaces()));
        Snapshot after = store().after(writes);
        assertThat(after.appNames()).containsExactly(OTHER);
        assertThat(after.owner(CURVED)).contains(new Owned(OTHER, null, List.of()));
        assertThat(after.spaces()).isEqualTo(Things.spaces());
        assertThat(store().read().appNames()).containsExactly(MYAPP);
        assertThat(store().read().addonNames()).isEmpty();
        assertThat(audited(null)).hasSize(1);
        refused(
                Kind.CONFLICT,
                () -> store().after(List.of(new Write.Reserve(CURVED, OTHER), new Write.Reserve(CURVED, MYAPP))));
    }

    // Changes

    @Test
    void a_change_that_is_not_committed_is_undone_in_order() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO, UNDO_TOO));
            assertThat(ran).isEmpty();
            assertThat(store().recovery().inFlight())
                    .extracting(Leftover::command)
                    .containsExactly("addons:bind");
            assertThat(store().recovery().leftovers()).as("its process lives").isEmpty();
        }
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
        assertThat(store().recovery().inFlight()).isEmpty();
    }

    @Test
    void a_committed_change_is_finished_and_never_undone() {
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            session.commit("addons:bind", List.of(put("myapp")), List.of(FINISH, UNDO_TOO));
            assertThat(ran).containsExactly(FINISH, UNDO_TOO);
        }
        assertThat(ran).containsExactly(FINISH, UNDO_TOO);
        assertThat(store().read().app(MYAPP)).contains(Things.app("myapp"));
        assertThat(store().recovery().inFlight()).isEmpty();
    }

    @Test
    void several_changes_follow_each_other_in_one_session() {
        try (Session session = open()) {
            session.commit("one", List.of(put("myapp")), List.of());
            session.begin("two", List.of(UNDO));
            session.commit("two", List.of(new Write.Reserve(CURVED, MYAPP)), List.of());
            session.begin("three", List.of(UNDO_TOO));
        }
        assertThat(ran).containsExactly(UNDO_TOO);
        assertThat(store().read().owner(CURVED)).isPresent();
    }

    @Test
    void a_commit_that_is_refused_writes_nothing_and_can_still_be_undone() {
        commit(List.of(alone(OTHER)), new Write.Reserve(CURVED, OTHER));
        try (Session session = open()) {
            session.begin("addons:bind", List.of(UNDO));
            refused(
                    Kind.CONFLICT,
                    () -> session.commit(
                            "addons:bind", List.of(put("myapp"), new Write.Reserve(CURVED, MYAPP)), List.of()));
            assertThat(ran).isEmpty();
        }
        assertThat(ran).containsExactly(UNDO);
        assertThat(store().read().app(MYAPP)).isEmpty();
    }

    /** The whole is there or nothing, whatever point its process died at, and what is outside agrees. */
    @TestFactory
    Stream<DynamicTest> a_change_cut_off_anywhere_is_done_or_undone_by_the_next_process() {
        List<DynamicTest> points = new ArrayList<>();
        boolean[] over = {false};
        for (int i = 1; i < MORE_POINTS_THAN_A_CHANGE_HAS; i++) {
            int point = i;
            points.add(DynamicTest.dynamicTest("point " + point, () -> over[0] = over[0] || cutOffAt(point)));
        }
        points.add(DynamicTest.dynamicTest(
                "no point is left out", () -> assertThat(over[0]).isTrue()));
        return points.stream().filter(test -> !over[0] || test.getDisplayName().startsWith("no"));
    }

    /** @return whether the change came to its end before that point */
    private boolean cutOffAt(int point) {
        AppName app = new AppName("app" + point);
        AddonName addon = new AddonName("postgres-at-" + point);
        AppName gone = new AppName("gone" + point);
        Addon left = Things.addon(new AddonName("postgres-left-" + point), null);
        Drain drain = Things.drain("drain" + point, app);
        commit(
                List.of(alone(gone)),
                new Write.PutApp(Things.app(gone.value()), Things.release(1, Map.of())),
                new Write.Reserve(left.name(), gone));
        ran.clear();
        Optional<String> died = crash(
                point,
                session -> {
                    session.begin("addons:bind", List.of(UNDO));
                    session.commit(
                            "addons:bind",
                            List.of(
                                    new Write.PutApp(Things.app(app.value()), Things.release(1, Map.of())),
                                    new Write.Reserve(addon, app),
                                    new Write.PutDrain(drain),
                                    new Write.Orphan(left),
                                    new Write.DeleteApp(gone)),
                            List.of(FINISH));
                },
                alone(app),
                alone(gone),
                Name.ofDrain(drain.name()));
        afterwards().open(List.of(alone(app)), ran::add).close();
        Snapshot at = store().read();
        boolean done = at.app(app).isPresent();
        String where = died.orElse("the end");
        assertThat(at.app(gone).isPresent()).as(where).isEqualTo(!done);
        assertThat(at.releases(gone)).as(where).hasSize(done ? 0 : 1);
        assertThat(at.owner(addon).isPresent()).as(where).isEqualTo(done);
        assertThat(at.ownerless().contains(left)).as(where).isEqualTo(done);
        assertThat(at.drain(drain.name()).isPresent()).as(where).isEqualTo(done);
        assertThat(at.releases(app)).as(where).hasSize(done ? 1 : 0);
        assertThat(ran.stream().distinct().toList())
                .as(where)
                .isIn(done ? List.of(List.of(FINISH)) : List.of(List.of(UNDO), List.<Step>of()));
        assertThat(store().recovery().inFlight()).as(where).isEmpty();
        assertThat(store().audit(new Audited.Wanted(app, null, null, 10)))
                .as(where)
                .hasSize(done ? 1 : 0);
        return died.isEmpty();
    }

    // Recovery

    @Test
    void the_next_session_on_the_same_thing_undoes_what_a_crash_left() {
        leavesBegun(alone(MYAPP), shared(POSTGRES));
        store().open(List.of(alone(OTHER)), Things::noSteps).close();
        open().close();
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
        open().close();
        assertThat(ran).as("once").hasSize(2);
    }

    @Test
    void what_a_crash_left_is_also_settled_for_a_lock_that_it_only_shared() {
        leavesBegun(alone(MYAPP), shared(POSTGRES));
        store().open(List.of(alone(OTHER), shared(POSTGRES)), Things::noSteps).close();
        store().open(List.of(alone(POSTGRES)), ran::add).close();
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
    }

    @Test
    void recovery_settles_what_dead_processes_left_and_nothing_else() {
        leavesBegun(alone(OTHER));
        assertThat(store().recovery().leftovers()).singleElement().satisfies(left -> {
            assertThat(left.command()).isEqualTo("addons:bind");
            assertThat(left.steps()).containsExactly(UNDO, UNDO_TOO);
            assertThat(left.locks()).containsExactly(alone(OTHER));
            assertThat(left.waits()).isFalse();
        });
        try (Session living = open()) {
            living.begin("config:set", List.of(FINISH));
            store().recovery().settle(ran::add);
            assertThat(ran).containsExactly(UNDO, UNDO_TOO);
            assertThat(store().recovery().inFlight())
                    .extracting(Leftover::command)
                    .containsExactly("config:set");
        }
    }

    @Test
    void a_step_whose_server_is_down_waits_and_stops_no_other_command() {
        leavesBegun(alone(OTHER));
        List<Step> tried = new ArrayList<>();
        store().recovery().settle(down(tried));
        store().recovery().settle(down(tried));
        assertThat(tried).as("not again by every command").containsExactly(UNDO);
        assertThat(store().recovery().leftovers()).extracting(Leftover::waits).containsExactly(true);
        open().close();
        assertThat(ran).isEmpty();
        store().open(List.of(alone(OTHER)), down(tried)).close();
        assertThat(tried).as("by the next on the same thing").containsExactly(UNDO, UNDO);
        store().recovery().settleNow(ran::add);
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
        assertThat(store().recovery().leftovers()).isEmpty();
    }

    @Test
    void a_change_stands_although_its_finish_has_to_wait_and_reports_that() {
        VektraException e = catchThrowableOfType(VektraException.class, () -> {
            try (Session session = store().open(List.of(alone(MYAPP)), down(ran))) {
                session.begin("addons:unbind", List.of());
                session.commit("addons:unbind", List.of(put("myapp")), List.of(FINISH));
            }
        });
        assertThat(e).hasMessageContaining("not cleaned up yet: postgres does not answer");
        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(store().read().app(MYAPP)).isPresent();
        ran.clear();
        open().close();
        assertThat(ran).containsExactly(FINISH);
    }

    @Test
    void a_step_that_fails_otherwise_is_reported_and_gives_the_locks_back() {
        leavesBegun(alone(OTHER));
        Consumer<Step> broken = step -> {
            throw new IllegalStateException("broken");
        };
        refused(
                Kind.UNAVAILABLE,
                () -> store().open(List.of(alone(OTHER)), broken).close());
        store().open(List.of(alone(OTHER)), ran::add).close();
        assertThat(ran).containsExactly(UNDO, UNDO_TOO);
    }

    @Test
    void an_attempt_that_a_crash_cut_off_is_audited() {
        leaves(
                session -> session.attempt(Deed.of("addons:stop").with("services", List.of("postgres")), List.of()),
                alone(POSTGRES));
        assertThat(audited(null)).isEmpty();
        store().recovery().settle(Things::noSteps);
        assertThat(audited(null)).singleElement().satisfies(line -> {
            assertThat(line.command()).isEqualTo("addons:stop");
            assertThat(line.what()).containsEntry("outcome", "cut off: done in part, or not at all");
        });
    }

    // What is kept

    @Test
    void an_app_with_everything_comes_back_with_its_history() {
        App app = Things.full(MYAPP);
        commit(List.of(alone(MYAPP)), new Write.PutApp(app, Things.release(1, Map.of("FOO", "bar"))));
        App next = Things.with(app, "FOO", "baz");
        commit(List.of(alone(MYAPP)), new Write.PutApp(next, Things.release(2, Map.of("FOO", "baz"))));
        Snapshot at = store().read();
        assertThat(at.app(MYAPP)).contains(next);
        assertThat(at.releases(MYAPP))
                .containsExactly(Things.release(1, Map.of("FOO", "bar")), Things.release(2, Map.of("FOO", "baz")));
    }

    @Test
    void releases_of_long_ago_keep_everything_but_their_variables() {
        List<Write> writes = new ArrayList<>();
        for (int version = 1; version <= 150; version++) {
            writes.add(new Write.PutApp(Things.app("myapp"), Things.release(version, Map.of("N", "" + version))));
        }
        commit(List.of(alone(MYAPP)), writes.toArray(Write[]::new));
        List<Release> releases = store().read().releases(MYAPP);
        assertThat(releases).extracting(Release::version).hasSize(150).isSorted();
        assertThat(releases.subList(0, 50)).allMatch(release -> release.config() == null);
        assertThat(releases.subList(50, 150)).noneMatch(release -> release.config() == null);
    }

    @Test
    void renaming_an_app_moves_its_history_its_add_ons_and_what_it_borrows() {
        App app = Things.full(MYAPP);
        commit(
                List.of(alone(MYAPP)),
                new Write.PutApp(app, Things.release(1, Map.of())),
                new Write.Reserve(CURVED, MYAPP, List.of(new AppName("guest"))));
        App renamed = app.named(OTHER).released(app.config());
        commit(List.of(alone(MYAPP), alone(OTHER)), new Write.RenameApp(MYAPP, renamed, Things.release(2, Map.of())));
        Snapshot at = store().read();
        assertThat(at.appNames()).containsExactly(OTHER);
        assertThat(at.app(OTHER)).contains(renamed);
        assertThat(at.releases(OTHER)).extracting(Release::version).containsExactly(1, 2);
        assertThat(at.releases(MYAPP)).isEmpty();
        assertThat(at.owner(CURVED)).contains(new Owned(OTHER, null, List.of(new AppName("guest"))));
    }

    @Test
    void an_add_on_that_a_renamed_app_borrows_is_attached_to_its_new_name() {
        AppName owner = new AppName("owner");
        App guest = Things.app("myapp").attached(Things.attachment());
        commit(
                List.of(alone(MYAPP), alone(owner)),
                new Write.PutApp(guest, null),
                new Write.Reserve(CURVED, owner, List.of(MYAPP)));
        commit(
                List.of(alone(MYAPP), alone(OTHER), alone(owner)),
                new Write.RenameApp(MYAPP, guest.named(OTHER).released(guest.config()), Things.release(2, Map.of())));
        assertThat(store().read().owner(CURVED)).contains(new Owned(owner, null, List.of(OTHER)));
    }

    @Test
    void renaming_to_a_name_that_is_taken_is_a_conflict() {
        commit(List.of(alone(MYAPP), alone(OTHER)), put("myapp"), put("other"));
        refused(
                Kind.CONFLICT,
                () -> commit(
                        List.of(alone(MYAPP), alone(OTHER)),
                        new Write.RenameApp(MYAPP, Things.app("other"), Things.release(2, Map.of()))));
        assertThat(store().read().appNames()).containsExactly(MYAPP, OTHER);
    }

    @Test
    void a_new_app_inherits_nothing_from_one_destroyed() {
        commit(List.of(alone(MYAPP)), new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of())));
        commit(List.of(alone(MYAPP)), new Write.DeleteApp(MYAPP));
        assertThat(store().read().app(MYAPP)).isEmpty();
        assertThat(store().read().releases(MYAPP)).isEmpty();
        commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of("A", "b"))));
        assertThat(store().read().releases(MYAPP)).containsExactly(Things.release(1, Map.of("A", "b")));
    }

    @Test
    void services_come_and_go() {
        EnabledService external = new EnabledService(POSTGRES, false, NOON, Things.external());
        commit(List.of(alone(POSTGRES)), new Write.PutService(Things.service(true)));
        assertThat(store().read().service(POSTGRES)).contains(Things.service(true));
        commit(List.of(alone(POSTGRES)), new Write.PutService(external));
        assertThat(store().read().services()).containsExactly(external);
        commit(List.of(alone(POSTGRES)), new Write.DeleteService(POSTGRES));
        assertThat(store().read().service(POSTGRES)).isEmpty();
        assertThat(store().read().services()).isEmpty();
    }

    @Test
    void drains_of_all_apps_and_of_one_change_under_their_own_locks() {
        Drain all = Things.drain("audit", null);
        Drain own = Things.drain("own", MYAPP);
        commit(List.of(Name.ofDrain(all.name())), new Write.PutDrain(all));
        commit(List.of(alone(MYAPP), Name.ofDrain(own.name())), new Write.PutDrain(own));
        assertThat(store().read().drains()).containsExactly(all, own);
        assertUnlocked(List.of(Name.ofDrain(own.name())), new Write.DeleteDrain(own.name()));
        commit(List.of(alone(MYAPP), alone(OTHER)), new Write.PutDrain(Things.drain("own", OTHER)));
        commit(List.of(alone(OTHER)), new Write.DeleteDrain(own.name()));
        assertThat(store().read().drains()).containsExactly(all);
        assertThat(store().read().drain(new DrainName("own"))).isEmpty();
    }

    @Test
    void tokens_spaces_and_where_the_log_router_listens() {
        Token token = new Token("ci", "hash", Token.Scope.READ, NOON, null, List.of());
        commit(List.of(Name.TOKENS), new Write.PutTokens(List.of(token)));
        commit(List.of(Name.SPACES), new Write.PutSpaces(Things.spaces()));
        commit(List.of(Name.LOG_SETTINGS), new Write.PutLogSettings(Things.logSettings()));
        Snapshot at = store().read();
        assertThat(at.tokens()).containsExactly(token);
        assertThat(at.spaces()).isEqualTo(Things.spaces());
        assertThat(at.logSettings()).isEqualTo(Things.logSettings());
        commit(List.of(Name.TOKENS), new Write.PutTokens(List.of()));
        assertThat(store().read().tokens()).isEmpty();
    }

    @Test
    void an_add_on_is_owned_then_shared_then_ownerless_then_free() {
        commit(List.of(alone(MYAPP)), new Write.Reserve(CURVED, MYAPP));
        assertThat(store().read().owner(CURVED)).contains(new Owned(MYAPP, null, List.of()));
        refused(Kind.CONFLICT, () -> commit(List.of(alone(OTHER)), new Write.Reserve(CURVED, OTHER)));
        commit(List.of(alone(MYAPP)), new Write.PutAttached(CURVED, MYAPP, List.of(OTHER)));
        assertThat(store().read().owner(CURVED)).contains(new Owned(MYAPP, null, List.of(OTHER)));
        assertThat(store().read().ownerless()).isEmpty();
        commit(List.of(alone(MYAPP)), new Write.Orphan(ADDON));
        assertThat(store().read().owner(CURVED)).contains(new Owned(null, ADDON, List.of()));
        assertThat(store().read().ownerless()).containsExactly(ADDON);
        refused(Kind.CONFLICT, () -> commit(List.of(alone(OTHER)), new Write.Reserve(CURVED, OTHER)));
        assertThat(store().read().addonNames()).containsExactly(CURVED);
        commit(List.of(alone(CURVED)), new Write.Free(CURVED));
        assertThat(store().read().owner(CURVED)).isEmpty();
        assertThat(store().read().addonNames()).isEmpty();
    }

    @Test
    void schedules_come_and_go_and_are_found_once_it_is_time() {
        Id addon = ADDON.id();
        Schedule nightly = Schedule.of(addon, Timing.parse("13:00", ZoneOffset.UTC), Keep.USUAL, null, true, NOON);
        assertUnlocked(List.of(alone(MYAPP)), new Write.PutSchedule(nightly));
        commit(List.of(Name.ofBackups(addon)), new Write.PutSchedule(nightly));
        assertThat(store().read().scheduled()).containsExactly(addon);
        assertThat(store().read().schedule(addon)).contains(nightly);
        assertThat(store().agenda().backupsDue(NOON.plusSeconds(3599))).isEmpty();
        assertThat(store().agenda().backupsDue(NOON.plusSeconds(3600))).containsExactly(addon);
        Schedule failed = nightly.failed(NOON.plusSeconds(3600), "no space left");
        commit(List.of(Name.ofBackups(addon)), new Write.PutSchedule(failed));
        assertThat(store().read().schedule(addon)).contains(failed);
        assertThat(store().agenda().backupsDue(NOON.plusSeconds(3600))).isEmpty();
        assertThat(store().agenda().backupsDue(NOON.plusSeconds(3900))).containsExactly(addon);
        commit(List.of(alone(MYAPP)), new Write.DeleteSchedule(addon));
        commit(List.of(alone(MYAPP)), new Write.DeleteSchedule(addon));
        assertThat(store().read().scheduled()).isEmpty();
        assertThat(store().agenda().backupsDue(NOON.plusSeconds(3900))).isEmpty();
    }

    @Test
    void a_schedule_comes_back_whole_wherever_copies_go() {
        Id addon = ADDON.id();
        Secret secret = new Secret("restic -p hunter2");
        for (Destination to : List.of(
                new Destination.Folder("/mnt/disk"),
                new Destination.Command(secret),
                new Destination.Bucket("b", "p", "https://h", "r", "id", secret))) {
            List<Recipient> recipients =
                    to instanceof Destination.Folder ? List.of(Recipient.of(new byte[Recipient.LENGTH])) : List.of();
            Backup backup = new Backup(3, "n", null, NOON, NOON, 1, Holdings.of("1 table"), null, null, null);
            Schedule schedule = Schedule.of(
                            addon,
                            Timing.parse("5 4 * * sun CET", ZoneOffset.UTC),
                            Keep.USUAL,
                            new Copies(to, recipients),
                            false,
                            NOON)
                    .made(backup, NOON.plusSeconds(5))
                    .copying(backup)
                    .drilled(new Drill(NOON, Duration.ofMillis(1234), "its end is missing"))
                    .succeeded(NOON.plusSeconds(9));
            commit(List.of(Name.ofBackups(addon)), new Write.PutSchedule(schedule));
            assertThat(store().read().schedule(addon)).contains(schedule);
        }
        assertThat(store().audit(new Audited.Wanted(null, null, null, 10)).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void a_folder_may_name_the_app_that_it_was_allowed_last() {
        Path folder = Path.of("/home/me/project");
        assertThat(store().read().allowed(folder)).isEmpty();
        store().allow(folder, MYAPP);
        store().allow(folder, OTHER);
        assertThat(store().read().allowed(folder)).contains(OTHER);
        assertThat(store().read().allowed(folder.resolve("below"))).isEmpty();
    }

    // Agenda

    /** An app with a lease that ends at noon and with earlier credentials that end a minute later. */
    private static App leased(AppName name) {
        return Things.full(name)
                .withAddon(ADDON.expiring(NOON))
                .withAttachments(List.of(
                        Things.attachment().retiring(List.of(new Retiring(Things.id(9), NOON.plusSeconds(60))))));
    }

    private List<Instant> ends() {
        return store().agenda().due(NOON.plusSeconds(3600), true).stream()
                .map(Due::at)
                .toList();
    }

    @Test
    void the_agenda_has_each_end_once_it_has_come() {
        commit(List.of(alone(MYAPP)), new Write.PutApp(leased(MYAPP), null));
        assertThat(store().agenda().due(NOON.minusMillis(1), false)).isEmpty();
        assertThat(store().agenda().due(NOON, false)).containsExactly(new Due(NOON, CURVED));
        assertThat(ends()).containsExactly(NOON, NOON.plusSeconds(60));
    }

    @Test
    void the_agenda_follows_what_is_written() {
        commit(List.of(alone(MYAPP)), new Write.PutApp(leased(MYAPP), null), new Write.Reserve(CURVED, MYAPP));
        App later = leased(MYAPP).withAddon(ADDON.expiring(NOON.plusSeconds(5)));
        commit(List.of(alone(MYAPP)), new Write.PutApp(later, null));
        assertThat(ends()).containsExactly(NOON.plusSeconds(5), NOON.plusSeconds(60));
        commit(
                List.of(alone(MYAPP), alone(OTHER)),
                new Write.RenameApp(MYAPP, leased(OTHER), Things.release(1, Map.of())));
        assertThat(ends()).containsExactly(NOON, NOON.plusSeconds(60));
        commit(List.of(alone(OTHER)), new Write.Orphan(ADDON.expiring(NOON)), new Write.DeleteApp(OTHER));
        assertThat(ends()).containsExactly(NOON);
        commit(List.of(alone(CURVED)), new Write.Free(CURVED));
        assertThat(ends()).isEmpty();
    }

    @Test
    void what_is_put_off_is_left_alone_unless_all_is_asked_for() {
        commit(List.of(alone(MYAPP)), new Write.PutApp(leased(MYAPP), null));
        store().agenda().putOff(new Due(NOON, CURVED));
        assertThat(store().agenda().due(NOON, false)).isEmpty();
        assertThat(store().agenda().due(NOON, true)).containsExactly(new Due(NOON, CURVED));
    }

    @Test
    void a_clock_that_is_far_ahead_is_not_believed_at_once_where_something_ends() {
        Instant nextYear = NOON.plusSeconds(366 * 86_400);
        commit(List.of(alone(MYAPP)), put("myapp"));
        assertThat(store().agenda().ahead(NOON)).isEmpty();
        assertThat(store().agenda().looksAhead(nextYear)).as("nothing ends").isEmpty();
        commit(List.of(alone(MYAPP)), new Write.PutApp(leased(MYAPP), null));
        assertThat(store().agenda().ahead(nextYear)).contains(NOON);
        assertThat(store().agenda().looksAhead(nextYear)).contains(NOON);
        store().agenda().believe(nextYear);
        assertThat(store().agenda().ahead(nextYear)).isEmpty();
    }

    // Stamp and audit

    /** A store may need a moment until it can tell two changes apart. */
    private String restingStamp() {
        return await().until(() -> store().stamp(), Optional::isPresent).orElseThrow();
    }

    @Test
    void the_stamp_is_another_one_after_each_change_and_the_same_without_one() {
        commit(List.of(alone(MYAPP)), put("myapp"));
        String before = restingStamp();
        assertThat(store().read().app(MYAPP)).isPresent();
        assertThat(restingStamp()).isEqualTo(before);
        commit(List.of(alone(MYAPP)), put("myapp"));
        assertThat(store().stamp()).isNotEqualTo(Optional.of(before));
        assertThat(restingStamp()).isNotEqualTo(before);
    }

    private List<Audited> audited(AppName app) {
        return store().audit(new Audited.Wanted(app, null, null, 10));
    }

    @Test
    void the_audit_says_who_did_what_to_which_the_newest_first() {
        commit(List.of(alone(MYAPP)), put("myapp"));
        try (Session session = store().as("token ci").open(List.of(alone(OTHER), alone(POSTGRES)), ran::add)) {
            session.commit(
                    Deed.of("addons:enable").with("outcome", "fine"),
                    List.of(put("other"), new Write.PutService(Things.service(true))),
                    List.of());
        }
        assertThat(audited(null)).extracting(Audited::user).containsExactly("token ci", "me");
        assertThat(audited(null)).extracting(Audited::command).containsExactly("addons:enable", "test");
        assertThat(audited(OTHER))
                .singleElement()
                .satisfies(line -> assertThat(line.what())
                        .containsEntry("apps", List.of("other"))
                        .containsEntry("services", List.of("postgres"))
                        .containsEntry("addons", List.of())
                        .containsEntry("outcome", "fine"));
        String newest = audited(null).get(0).change();
        assertThat(store().audit(new Audited.Wanted(null, null, newest, 10)))
                .extracting(Audited::command)
                .containsExactly("test");
        assertThat(store().audit(new Audited.Wanted(null, null, null, 1))).hasSize(1);
    }

    @Test
    void the_audit_shows_no_secret() {
        commit(
                List.of(alone(MYAPP), alone(POSTGRES)),
                new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of("FOO", "bar"))),
                new Write.PutService(Things.service(true)));
        assertThat(audited(null).toString()).contains("myapp").doesNotContain("pw", "secret", "bar", "postgres://");
    }
}
