package vektra.store;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.NOON;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.Token;
import vektra.model.addon.Resource;
import vektra.model.app.App;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.Secret;
import vektra.spi.Deed;
import vektra.spi.Locks.Name;
import vektra.spi.Store;
import vektra.spi.Store.Write;

/** What the audit says of each kind of write. */
class AuditLinesTest {
    private static final AppName OTHER = new AppName("other");
    private static final AddonName FLAT = new AddonName("postgres-flat-54321");
    private static final List<Name> LOCKS = List.of(
            alone(MYAPP),
            alone(OTHER),
            alone(POSTGRES),
            Name.ofDrain(new DrainName("hook")),
            Name.TOKENS,
            Name.SPACES,
            Name.LOG_SETTINGS,
            Name.ofBackups(Things.id(7)));
    private static final App FULL = Things.full(MYAPP);
    private static final Token TOKEN = new Token("ci", "5ec7e7", Token.Scope.READ, NOON, null, List.of());

    @TempDir
    Path folder;

    /** Writes one after the other; the fields of the last line, without those that every line has. */
    private static Map<Write, String> lines() {
        Map<Write, String> lines = new LinkedHashMap<>();
        lines.put(
                new Write.PutApp(FULL, Things.release(1, Map.of("FOO", "bar"))),
                "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345', 'postgres-flat-54321'],"
                        + " attachments: ['myapp::DATABASE'], set: ['DATABASE_URL', 'FOO', 'PGHOST'],"
                        + " plans: {'postgres-curved-12345': 'postgres:shared', 'postgres-flat-54321': 'postgres:dedicated'},"
                        + " releases: {myapp: 'v1: Set FOO'}}");
        lines.put(
                new Write.PutApp(Things.with(without(FULL, "FOO"), "BAR", "hush"), null),
                "{apps: ['myapp'], services: [], addons: [], set: ['BAR'], unset: ['FOO']}");
        App moved = FULL.withAddon(
                FULL.addons().get(0).moved("dedicated", null, new Resource(Things.id(2), "x", Map.of()), NOON));
        lines.put(
                new Write.PutApp(moved, null),
                "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345'], set: ['FOO'], unset: ['BAR'],"
                        + " plans: {'postgres-curved-12345': 'postgres:dedicated'},"
                        + " plans_before: {'postgres-curved-12345': 'postgres:shared'}}");
        App leased = moved.withAddon(moved.addons().get(0).expiring(NOON));
        lines.put(
                new Write.PutApp(leased, null),
                "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345'],"
                        + " expires: {'postgres-curved-12345': '2026-01-31T12:00:00Z'}}");
        lines.put(
                new Write.PutApp(Things.with(moved, "NEW", "hush").atRelease(1), null),
                "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345'], set: ['NEW'],"
                        + " expires: {'postgres-curved-12345': 'never'}}");
        lines.put(
                new Write.Reserve(CURVED, MYAPP), "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345']}");
        lines.put(
                new Write.PutAttached(CURVED, MYAPP, List.of(OTHER)),
                "{apps: ['myapp'], services: [], addons: ['postgres-curved-12345']}");
        lines.put(
                new Write.RenameApp(MYAPP, moved.named(OTHER).released(moved.config()), Things.release(2, Map.of())),
                "{apps: ['myapp', 'other'], services: [], addons: [], unset: ['NEW'], renamed: {myapp: 'other'},"
                        + " releases: {other: 'v2: Set FOO'}}");
        lines.put(
                new Write.DeleteApp(OTHER),
                "{apps: ['other'], services: [], addons: ['postgres-curved-12345'], attachments: ['other::DATABASE']}");
        lines.put(
                new Write.Orphan(Things.addon(FLAT, null)),
                "{apps: [], services: [], addons: ['postgres-flat-54321']}");
        lines.put(
                new Write.Free(FLAT),
                "{apps: [], services: [], addons: ['postgres-flat-54321'],"
                        + " plans_before: {'postgres-flat-54321': 'postgres:shared'}}");
        lines.put(
                new Write.PutService(Things.service(true)),
                "{apps: [], services: ['postgres'], addons: [],"
                        + " options: {listen: '127.0.0.1', 'max-connections': '100'}}");
        lines.put(new Write.PutService(Things.service(false)), "{apps: [], services: ['postgres'], addons: []}");
        lines.put(new Write.DeleteService(POSTGRES), "{apps: [], services: ['postgres'], addons: []}");
        lines.put(
                new Write.PutDrain(Things.drain("hook", MYAPP)),
                "{apps: ['myapp'], services: [], addons: [], drains: ['hook'],"
                        + " options: {format: 'json', quota: '256mb'}, targets: {hook: 'https://logs.example.org/in'}}");
        lines.put(
                new Write.DeleteDrain(new DrainName("hook")),
                "{apps: ['myapp'], services: [], addons: [], drains: ['hook']}");
        lines.put(
                new Write.PutLogSettings(Things.logSettings()),
                "{apps: [], services: [], addons: [], logs: {listen: '127.0.0.1:5140', socket: '/run/vektra.sock'}}");
        lines.put(new Write.PutTokens(List.of(TOKEN)), "{apps: [], services: [], addons: [], tokens: {ci: 'read'}}");
        lines.put(new Write.PutTokens(List.of()), "{apps: [], services: [], addons: [], tokens: {ci: 'read'}}");
        lines.put(
                new Write.PutSpaces(Things.spaces()),
                "{apps: [], services: [], addons: [], spaces: ['dev', 'prod'],"
                        + " tags: {dev: 'none', prod: 'pci, socs', 'postgres:dedicated': 'pci'}}");
        Space prod = new Space(new SpaceName("prod"), List.of(new Tag("pci")));
        lines.put(
                new Write.PutSpaces(new SpaceSettings(List.of(prod), Map.of())),
                "{apps: [], services: [], addons: [], spaces: ['dev', 'prod'],"
                        + " tags: {prod: 'pci', 'postgres:dedicated': 'none'}}");
        Secret key = new Secret("hush");
        Destination bucket = new Destination.Bucket("safe", "shop", "https://host.example", "us-east-1", "id", key);
        Schedule nightly = Schedule.of(
                Things.id(7), Timing.parse("02:00", ZoneOffset.UTC), Keep.USUAL, Copies.plain(bucket), true, NOON);
        String addon = Things.id(7).value();
        lines.put(
                new Write.PutSchedule(nightly),
                "{apps: [], services: [], addons: [], schedules: {'" + addon
                        + "': '02:00 UTC, keep 7d,4w,12m, to s3://safe/shop'}}");
        lines.put(new Write.PutSchedule(nightly.failed(NOON, "no space left")), "{apps: [], services: [], addons: []}");
        lines.put(
                new Write.DeleteSchedule(Things.id(7)),
                "{apps: [], services: [], addons: [], schedules: {'" + addon + "': 'none'}}");
        return lines;
    }

    private static App without(App app, String name) {
        Map<String, String> config = new LinkedHashMap<>(app.config());
        config.remove(name);
        return app.released(config);
    }

    @TestFactory
    Stream<DynamicTest> each_kind_of_write_names_what_it_is_about() {
        Home home = new Home(folder.resolve("home"));
        return lines().entrySet().stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.getKey().getClass().getSimpleName() + " " + line.getValue(), () -> {
                            home.commit(LOCKS, line.getKey());
                            String last = last(home);
                            assertThat(last).doesNotContain("hush", "pw", "5ec7e7", "\"bar\"");
                            assertThatJson(last)
                                    .whenIgnoringPaths("schema", "time", "user", "command", "change")
                                    .isEqualTo(line.getValue());
                        }));
    }

    @Test
    void no_kind_of_write_is_forgotten() {
        assertThat(lines().keySet().stream().<Object>map(Write::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Write.class.getPermittedSubclasses()));
    }

    @Test
    void a_deed_adds_what_no_write_says_and_in_whose_name() {
        Home home = new Home(folder.resolve("deed"));
        Deed deed = Deed.of("addons:action")
                .with("addons", List.of("redis-1"))
                .with("action", "restore")
                .with("arguments", Map.of("backup", "3"));
        try (Store.Session session = home.open(alone(MYAPP))) {
            session.commit(deed.by("token ci").by("me"), List.of(new Write.Reserve(CURVED, MYAPP)), List.of());
        }
        assertThatJson(last(home))
                .whenIgnoringPaths("change")
                .isEqualTo("{schema: 1, time: '2026-01-31T12:00:00Z', user: 'token ci', command: 'addons:action',"
                        + " apps: ['myapp'], services: [], addons: ['postgres-curved-12345', 'redis-1'],"
                        + " action: 'restore', arguments: {backup: '3'}}");
    }

    @Test
    void what_a_crash_cuts_off_and_nothing_can_undo_is_said_once() throws Exception {
        Home home = new Home(folder.resolve("cut"));
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), null));
        Deed deed = Deed.of("addons:action").with("action", "flush");
        try (Store.Session session = home.open(alone(MYAPP))) {
            session.attempt(deed, List.of());
        }
        assertThat(home.text("audit.jsonl").lines()).as("one that failed").hasSize(1);
        // a process that dies gives its locks back and does nothing else
        vektra.model.Failpoint.crashAt(3);
        try (Store.Session session = home.open(alone(MYAPP))) {
            session.attempt(deed, List.of());
            vektra.model.Failpoint.reached("flushed");
        } catch (vektra.model.Failpoint.Crash crash) {
            // as wanted
        } finally {
            vektra.model.Failpoint.crashAt(0);
        }
        assertThat(home.files("journal")).hasSize(1);
        home.open(alone(MYAPP)).close();
        home.open(alone(MYAPP)).close();
        assertThat(home.files("journal")).isEmpty();
        assertThat(home.text("audit.jsonl").lines()).hasSize(2);
        assertThatJson(last(home)).node("outcome").isEqualTo("cut off: done in part, or not at all");
    }

    private static String last(Home home) {
        return home.text("audit.jsonl").lines().reduce((older, newer) -> newer).orElseThrow();
    }
}
