package vektra.addons.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Finding;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.model.addon.Backup.Proof;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.ServerOptions;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Shelf;

class DrillsTest {
    private final MemoryHome home = MemoryHome.enabled();

    DrillsTest() {
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "first");
        home.run(at -> at.data().backups().now(home.addon("note")));
        home.write(home.url("note"), "key", "second");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb drill(String word) {
        return at -> at.data().drills().one(word, null);
    }

    private List<Drills.Drilled> all() {
        List<Drills.Drilled> all = new ArrayList<>();
        home.run(at -> all.addAll(at.data().drills().all(null)));
        return all;
    }

    private Shelved newest() {
        return home.open().data().upkeep().search().newest("book", null);
    }

    private void alter(Path file, String from, String to) {
        try {
            Files.writeString(file, Files.readString(file).replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> findings() {
        return home.open().home().doctor().visit(new Doctor.Request(null, false, null, null)).stream()
                .filter(treated -> treated.finding().what() == Finding.What.BACKUPS)
                .map(treated -> treated.finding().message().toString())
                .toList();
    }

    @Test
    void a_backup_is_restored_into_a_server_of_its_own_which_is_gone_afterwards() {
        assertThat(newest().backup().proof()).isEqualTo(Proof.NEVER);
        List<String> servers = List.copyOf(home.world().states().keySet());
        home.run(drill("book"));
        assertThat(newest().backup().proof()).isEqualTo(Proof.DRILLED);
        assertThat(home.read(home.url("note"), "key")).isEqualTo("second");
        assertThat(home.world().states()).containsOnlyKeys(servers);
        assertThat(home.world().places()).hasSize(1);
        assertThat(findings()).isEmpty();
        home.assertSound();
    }

    @Test
    void the_server_of_a_drill_keeps_no_archive_which_would_outlive_it() {
        home.run(at -> at.services()
                .enable()
                .enable(new ServiceName("ledger"), Map.of(ServerOptions.ARCHIVE, "/mnt/wal"), null));
        home.run(at -> at.services().servers().restart(List.of("ledger")));
        home.run(drill("book"));
        assertThat(home.world().archiveFolders()).containsExactly("/mnt/wal/ledger");
    }

    /** Else two processes write one note at once, or one writes it again that another has deleted. */
    @Test
    void what_is_recorded_of_a_backup_is_recorded_under_its_lock() {
        Doors doors = home.doors();
        List<String> recorded = new ArrayList<>();
        Shelf watched = (Shelf) Proxy.newProxyInstance(
                Shelf.class.getClassLoader(), new Class<?>[] {Shelf.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("change")) {
                        List<Locks.Name> lock = List.of(Locks.Name.ofBackups((Id) arguments[0]));
                        boolean free = doors.store().tryOpen(lock, step -> {}).isPresent();
                        recorded.add(free ? "without a lock" : "under the lock");
                    }
                    return method.invoke(doors.shelf(), arguments);
                });
        Verbs verbs = new Verbs(new Doors(
                doors.store(),
                doors.providers(),
                doors.launcher(),
                watched,
                doors.courier(),
                doors.parcels(),
                doors.envelopes(),
                doors.background(),
                doors.progress(),
                doors.clock(),
                doors.user(),
                doors.sideBySide(),
                doors.elsewhere()));
        verbs.data().drills().one("book", null);
        verbs.data().backups().restore(home.addon("note"), null, Deed.of("addons:action"));
        assertThat(recorded).containsExactly("under the lock", "under the lock");
    }

    @Test
    void on_an_adopted_server_it_is_restored_beside_the_data() {
        try (MemoryHome far = MemoryHome.empty()) {
            Secret url = far.world().startElsewhere();
            far.run(at -> at.services().enable().enable(new ServiceName("ledger"), Map.of(), url));
            far.create("note", "ledger", "book", null);
            far.write(far.url("note"), "key", "first");
            far.run(at -> at.data().backups().now(far.addon("note")));
            List<String> steps = far.dryRun(drill("book"));
            assertThat(steps).noneMatch(step -> step.startsWith("create the server"));
            far.run(drill("book"));
            assertThat(far.open()
                            .data()
                            .upkeep()
                            .search()
                            .newest("book", null)
                            .backup()
                            .proof())
                    .isEqualTo(Proof.DRILLED);
            assertThat(far.world().places()).hasSize(1);
            far.assertSound();
        }
    }

    @Test
    void a_cut_a_flipped_and_a_missing_file_fail_the_drill_and_the_next_one_says_so_no_more() throws IOException {
        Path file = newest().file();
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[1] ^= 4;
        Files.write(file, flipped);
        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.failed()).isTrue();
            assertThat(one.drill().problem()).contains("SHA-256");
        });
        assertThat(newest().backup().proof()).isEqualTo(Proof.FAILED);
        assertThat(findings()).singleElement().asString().startsWith("the drill of the newest backup of book failed: ");
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(all()).allMatch(Drills.Drilled::failed);
        assertThat(findings()).anyMatch(finding -> finding.contains("bytes and was made with"));
        Files.delete(file);
        assertThat(all()).allMatch(Drills.Drilled::failed);
        assertThat(findings()).anyMatch(finding -> finding.contains("cannot be read"));
        Files.write(file, whole);
        assertThat(all()).noneMatch(Drills.Drilled::failed);
        assertThat(findings()).isEmpty();
        home.assertSound();
    }

    @Test
    void what_differs_from_what_was_recorded_is_named() {
        Path note = Path.of(newest().file().toString().replace(".dump", ".json"));
        alter(note, "\"checksum\": \"first\"", "\"checksum\": \"other\"");
        assertThat(all())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.drill().problem())
                                .isEqualTo(
                                        "what was restored differs from what was recorded: key: 1 key (other) became 1 key (first)"));
        assertThat(home.world().places()).hasSize(1);
    }

    @Test
    void all_go_on_where_one_fails_and_name_those_without_a_backup() throws IOException {
        home.create("shop", "ledger", "till", null);
        home.create("shop", "ledger", "zeta", "ZETA");
        home.create("shop", "cache", "fast", null);
        home.run(at -> at.data().backups().now(at.inventory().find("till", null).addon()));
        Files.delete(newest().file());
        assertThat(all())
                .extracting(one -> one.addon() + " " + one.failed() + " " + (one.backup() != null))
                .containsExactly("book true true", "till false true", "zeta false false");
        assertThat(home.open().data().drills().all(new AppName("shop"))).hasSize(2);
    }

    @Test
    void one_that_was_kept_of_an_add_on_that_is_gone_is_drilled_too() {
        home.run(at -> at.apps().destroy(new AppName("note"), true, MemoryHome.YES));
        home.run(drill("book/1"));
        assertThat(newest().backup().proof()).isEqualTo(Proof.DRILLED);
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    @Test
    void what_has_no_backup_is_refused() {
        home.create("shop", "ledger", "till", null);
        Refused.as(Kind.NOT_FOUND, home, drill("till"), "till has no backup");
        Refused.as(Kind.NOT_FOUND, home, drill("book/9"), "no backup called 'book/9'");
    }

    @Test
    void a_server_that_fails_is_what_the_drill_says_and_leaves_nothing() {
        home.world().failAt(2);
        List<Drills.Drilled> drilled = all();
        home.world().failAt(0);
        assertThat(drilled).allMatch(Drills.Drilled::failed);
        assertThat(all()).noneMatch(Drills.Drilled::failed);
        assertThat(home.world().places()).hasSize(1);
        home.assertSound();
    }

    @Test
    void a_restore_after_a_failed_drill_proves_it() throws IOException {
        byte[] whole = Files.readAllBytes(newest().file());
        Files.delete(newest().file());
        all();
        Files.write(newest().file(), whole);
        home.later(java.time.Duration.ofMinutes(1));
        home.run(at -> at.data()
                .backups()
                .restoring()
                .restore(new Restore.Request("book", null, null, null, Path.of(""), List.of()), MemoryHome.YES));
        assertThat(newest().backup().proof()).isEqualTo(Proof.RESTORED);
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(drill("book")))
                .anyMatch(step -> step.startsWith("create the server drill-"))
                .anyMatch(step -> step.startsWith("load a backup into"))
                .anyMatch(step -> step.startsWith("delete the server drill-"));
    }

    @TestFactory
    Stream<DynamicTest> a_drill_cut_off_anywhere() {
        return Sweep.inParts(home.copy(), drill("book"));
    }
}
