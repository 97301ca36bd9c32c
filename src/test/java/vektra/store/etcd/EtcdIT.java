package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;
import vektra.model.Audited;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Things;

/** What etcd and those who share it do to each other. */
@Sampled(oneIn = 2)
class EtcdIT {
    private static final Duration SHORT = Duration.ofSeconds(2);
    /** So long that no lock of a test ends by itself. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final List<Step> NO_STEPS = List.of();

    private final String url = EtcdMembers.one().url();
    private final List<Step> ran = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        Failpoint.crashAt(0);
        children.forEach(Process::destroyForcibly);
    }

    private EtcdStore store(String at, Duration life) {
        return EtcdChild.store(at, folder.resolve("home"), life);
    }

    private EtcdStore store() {
        return store(url, LONG);
    }

    private static Write put(AppName app) {
        return new Write.PutApp(Things.app(app.value()), Things.release(1, Map.of()));
    }

    private void commit(Store store, AppName... apps) {
        List<Name> locks = Stream.of(apps).map(Things::alone).toList();
        List<Write> writes = Stream.of(apps).map(EtcdIT::put).toList();
        try (Session session = store.open(locks, ran::add)) {
            session.commit("test", writes, NO_STEPS);
        }
    }

    private static AppName[] apps(int count) {
        return IntStream.range(0, count).mapToObj(i -> new AppName("app-" + i)).toArray(AppName[]::new);
    }

    private static List<Audited> audited(Store store) {
        return store.audit(new Audited.Wanted(null, null, null, 1000));
    }

    /** A change of another process, begun and not committed. */
    private BufferedReader begun(Duration life) throws Exception {
        Process child = EtcdChild.start(url, folder.resolve("other"), life);
        children.add(child);
        BufferedReader says = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
        assertThat(says.readLine()).isEqualTo("begun");
        return says;
    }

    @Test
    @Sampled(oneIn = 1)
    void a_holder_that_stood_still_for_too_long_commits_nothing_and_undoes_nothing() throws Exception {
        BufferedReader says = begun(SHORT);
        Process paused = children.get(0);
        Signal.send("STOP", paused.pid());
        try (Session next = store().open(List.of(alone(MYAPP)), ran::add)) {
            assertThat(ran).as("by who has the lock now").containsExactly(EtcdChild.undo());
            assertThat(next.app(MYAPP)).isEmpty();
        }
        Signal.send("CONT", paused.pid());
        paused.getOutputStream().write('\n');
        paused.getOutputStream().flush();
        assertThat(says.readLine()).startsWith("UNAVAILABLE the lock of app myapp was lost");
        assertThat(says.readLine()).as("it undid nothing").isNull();
        assertThat(store().read().app(MYAPP)).isEmpty();
        assertThat(audited(store())).isEmpty();
    }

    @Test
    void what_a_killed_process_of_this_machine_held_is_free_at_once() throws Exception {
        begun(LONG);
        Signal.send("KILL", children.get(0).pid());
        children.get(0).waitFor();
        assertThat(store().recovery().inFlight()).hasSize(1);
        store().open(List.of(alone(MYAPP)), ran::add).close();
        assertThat(ran).containsExactly(EtcdChild.undo());
        assertThat(store().recovery().inFlight()).isEmpty();
    }

    @ParameterizedTest
    @Sampled(oneIn = 1)
    @EnumSource(
            value = Cutter.Cut.class,
            names = {"REQUEST", "ANSWER"})
    void a_commit_without_an_answer_is_found_by_its_line_in_the_audit_and_done_once(Cutter.Cut cut) throws Exception {
        try (Cutter cutter = new Cutter(EtcdMembers.one().port(0));
                Session session =
                        store(cutter.url("?" + url.split("\\?")[1]), LONG).open(List.of(alone(MYAPP)), ran::add)) {
            session.begin("addons:bind", List.of(EtcdChild.undo()));
            assertThat(session.app(MYAPP)).isEmpty();
            cutter.cut(cut);
            session.commit("addons:bind", List.of(put(MYAPP)), NO_STEPS);
            assertThat(cutter.cuts()).isEqualTo(1);
        }
        assertThat(ran).isEmpty();
        assertThat(audited(store())).extracting(Audited::command).containsExactly("addons:bind");
        assertThat(store().read().releases(MYAPP)).hasSize(1);
        assertThat(store().recovery().inFlight()).isEmpty();
    }

    // Limits

    /** Every point at which its process may die: who reads sees all of it or nothing, and so does the next one. */
    @Test
    void a_change_of_more_than_etcd_does_at_once_is_whole_wherever_it_is_cut_off() {
        AppName[] many = apps(130);
        List<Name> locks = Stream.of(many).map(Things::alone).toList();
        boolean over = false;
        for (int point = 1; !over; point++) {
            String at = EtcdMembers.one().url();
            Failpoint.crashAt(point);
            try (Session session = store(at, LONG).open(locks, ran::add)) {
                session.commit("test", Stream.of(many).map(EtcdIT::put).toList(), NO_STEPS);
                over = true;
            } catch (Failpoint.Crash crash) {
                assertThat(crash).hasMessageContaining("failpoint " + point);
            }
            Failpoint.crashAt(0);
            Snapshot before = store(at, LONG).read();
            boolean done = before.app(many[0]).isPresent();
            assertThat(before.appNames()).as("point %s", point).hasSize(done ? many.length : 0);
            assertThat(before.releases(many[129])).hasSize(done ? 1 : 0);
            assertThat(audited(store(at, LONG))).hasSize(done ? 1 : 0);
            store(at, LONG).recovery().settle(ran::add);
            Snapshot after = store(at, LONG).read();
            assertThat(Stream.of(many).filter(app -> after.app(app).isPresent()))
                    .hasSize(done ? many.length : 0);
            assertThat(store(at, LONG).recovery().inFlight()).isEmpty();
            assertThat(keys(at, "big/")).isEmpty();
            assertThat(point).isLessThan(30);
        }
        assertThat(ran).isEmpty();
    }

    private static List<Entry> keys(String at, String folder) {
        EtcdUrl parsed = EtcdUrl.parse(at);
        return new Etcd(parsed).all(Txn.Range.under(Keys.of(parsed).root() + folder));
    }

    @Test
    @Sampled(oneIn = 1)
    void an_app_larger_than_any_value_of_etcd_comes_back_with_its_history() {
        App large = Things.with(Things.app("myapp"), "LARGE", "ä".repeat(800_000));
        try (Session session = store().open(List.of(alone(MYAPP)), ran::add)) {
            Write.PutApp put = new Write.PutApp(large, Things.release(large.release(), large.config()));
            session.commit("config:set", List.of(put), NO_STEPS);
            assertThat(session.app(MYAPP)).contains(large);
        }
        assertThat(store().read().app(MYAPP)).contains(large);
        assertThat(store().read().releases(MYAPP))
                .singleElement()
                .satisfies(release -> assertThat(release.config()).isEqualTo(large.config()));
        try (Session session = store().open(List.of(alone(MYAPP)), ran::add)) {
            App small = Things.with(large, "LARGE", "no more");
            Write.PutApp put = new Write.PutApp(small, Things.release(small.release(), small.config()));
            session.commit("config:set", List.of(put), NO_STEPS);
        }
        assertThat(store().read().app(MYAPP).orElseThrow().config()).containsEntry("LARGE", "no more");
        assertThat(store().read().releases(MYAPP)).hasSize(2);
        assertThat(keys(url, "big/")).isEmpty();
    }

    @Test
    void thousands_of_apps_are_listed_as_of_one_moment_and_each_is_read() {
        AppName[] many = apps(2500);
        for (int from = 0; from < many.length; from += 50) {
            commit(store(), Arrays.copyOfRange(many, from, from + 50));
        }
        Snapshot at = store().read();
        assertThat(at.appNames()).hasSize(many.length).isSorted();
        assertThat(at.appNames().stream().map(at::app)).allMatch(app -> app.isPresent());
    }

    @Test
    void an_etcd_that_is_full_says_what_to_do_and_can_be_read() {
        EtcdMembers small = EtcdMembers.of(1, "--quota-backend-bytes", "3000000");
        try {
            String at = small.url();
            commit(store(at, LONG), MYAPP);
            VektraException full = null;
            for (int i = 0; full == null; i++) {
                App large = Things.with(Things.app("large-" + i), "LARGE", "x".repeat(400_000));
                full = catchThrowableOfType(VektraException.class, () -> {
                    try (Session session = store(at, LONG).open(List.of(alone(large.name())), ran::add)) {
                        session.commit("test", List.of(new Write.PutApp(large, null)), NO_STEPS);
                    }
                });
            }
            assertThat(full.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(full).hasMessageStartingWith("etcd is full and takes no changes");
            assertThat(full.hint()).contains("compact", "defrag", "alarm disarm");
            assertThat(store(at, LONG).read().app(MYAPP)).isPresent();
        } finally {
            small.stop();
        }
    }

    // Members

    /**
     * Changes with a step outside, of several who share the store, while the leader is killed twice: the oracle counts what
     * was acknowledged, what is stored, and what is outside.
     */
    @Test
    @Sampled(oneIn = 1)
    void nothing_acknowledged_is_lost_and_nothing_is_left_outside_when_leaders_are_killed() throws Exception {
        EtcdMembers three = EtcdMembers.of(3);
        try {
            String at = three.url();
            Set<AppName> acknowledged = ConcurrentHashMap.newKeySet();
            Set<Id> outside = ConcurrentHashMap.newKeySet();
            Set<Kind> refusals = ConcurrentHashMap.newKeySet();
            boolean[] over = {false};
            List<Thread> hosts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int host = i;
                Thread thread = new Thread(() -> bind(at, host, over, acknowledged, outside, refusals));
                thread.start();
                hosts.add(thread);
            }
            for (int kills = 0; kills < 2; kills++) {
                int before = acknowledged.size();
                await().until(() -> acknowledged.size() > before + 50);
                int leader = three.leader();
                three.kill(leader);
                int then = acknowledged.size();
                await().until(() -> acknowledged.size() > then + 50);
                three.start(leader);
            }
            over[0] = true;
            for (Thread host : hosts) {
                host.join();
            }
            EtcdStore last = EtcdChild.store(at, folder.resolve("last"), SHORT);
            await().until(() -> {
                last.recovery().settleNow(step -> outside.remove(step.credentials()));
                return last.recovery().inFlight().isEmpty();
            });
            assertThat(refusals).isSubsetOf(Kind.UNAVAILABLE);
            Set<AppName> stored = Set.copyOf(last.read().appNames());
            assertThat(stored).containsAll(acknowledged);
            assertThat(outside)
                    .isEqualTo(stored.stream().map(EtcdIT::credentials).collect(Collectors.toSet()));
            assertThat(last.audit(new Audited.Wanted(null, null, null, 100_000)))
                    .hasSize(stored.size());
        } finally {
            three.stop();
        }
    }

    private static Id credentials(AppName app) {
        return Things.app(app.value()).id();
    }

    private void bind(
            String at, int host, boolean[] over, Set<AppName> acknowledged, Set<Id> outside, Set<Kind> refusals) {
        EtcdStore store = EtcdChild.store(at, folder.resolve("host" + host), SHORT);
        for (int i = 0; !over[0]; i++) {
            AppName app = new AppName("app-" + host + "-" + i);
            Step undo = Step.revoke(Things.addon(Things.CURVED, null), credentials(app));
            try (Session session = store.open(List.of(alone(app)), step -> outside.remove(credentials(app)))) {
                session.begin("addons:bind", List.of(undo));
                outside.add(credentials(app));
                session.commit("addons:bind", List.of(put(app)), NO_STEPS);
                acknowledged.add(app);
            } catch (VektraException e) {
                refusals.add(e.kind());
            }
        }
    }
}
