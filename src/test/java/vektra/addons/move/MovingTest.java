package vektra.addons.move;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.doctor.Doctor;
import vektra.addons.home.Tokens;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.model.Audited;
import vektra.model.ExportKey;
import vektra.model.Token;
import vektra.model.app.Release;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.ServerOptions;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.spi.Locks;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** A home goes into a file and comes out of it, with every point at which that can be cut off. */
class MovingTest {
    private static final int MORE_THAN_ANY_IMPORT_HAS = 400;
    private static final ExportKey KEY = new ExportKey(ExportKey.Kind.KEY, new Secret("a".repeat(43) + "="));

    private final List<MemoryHome> homes = new ArrayList<>();

    @AfterEach
    void close() {
        homes.forEach(MemoryHome::close);
    }

    private MemoryHome fresh() {
        MemoryHome home = MemoryHome.onFiles();
        homes.add(home);
        return home;
    }

    /** Shared between apps, kept by none, on a server of its own, and without backups. */
    private MemoryHome filled() {
        MemoryHome home = fresh().withServices();
        home.set("note", "GREETING", "hello");
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.create("solo", "ledger:dedicated", "big", null);
        home.bind("guest", "cache");
        home.create("gone", "ledger", "old", null);
        home.destroyApp("gone");
        home.write(home.url("note"), "page", "one");
        home.write(home.url("solo"), "page", "two");
        home.run(at -> at.home().tokens().create(new Tokens.Request("ci", Token.Scope.READ, null, List.of())));
        home.space("prod", "prod");
        return home;
    }

    private static byte[] exported(MemoryHome home) {
        return exported(home, false);
    }

    private static byte[] exported(MemoryHome home, boolean withBackups) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        home.run(at -> at.exportHome().write(out, KEY, withBackups));
        return out.toByteArray();
    }

    private static MemoryHome.Verb imports(byte[] file) {
        return at -> {
            ImportHome verb = at.importHome();
            if (verb.isBegun()) {
                verb.finish();
            } else {
                verb.take(new ByteArrayInputStream(file), "it", KEY);
            }
        };
    }

    /** What two homes have in common where one came from the other: each app has a release more, each add-on a backup. */
    private static String essence(MemoryHome home) {
        return home.shape().replaceAll(" v[0-9]+ releases [0-9]+", "").replaceAll(" backups [0-9]+", "");
    }

    @Test
    void everything_arrives() {
        MemoryHome from = filled();
        List<Audited> audit = from.doors().store().audit(new Audited.Wanted(null, null, null, 1000));
        byte[] file = exported(from);
        MemoryHome to = fresh();
        to.run(at -> assertThat(at.importHome().take(new ByteArrayInputStream(file), "it", KEY))
                .extracting(Imported::services, Imported::apps)
                .containsExactly(List.of("cache", "ledger"), List.of("guest", "note", "solo")));
        assertThat(essence(to)).isEqualTo(essence(from));
        assertThat(to.read(to.url("note"), "page")).isEqualTo("one");
        assertThat(to.read(to.url("guest"), "page")).isEqualTo("one");
        assertThat(to.read(to.url("solo"), "page")).isEqualTo("two");
        assertThat(to.attachment("note", "LEDGER").credentials())
                .isEqualTo(from.attachment("note", "LEDGER").credentials());
        assertThat(to.doors().store().read().tokens())
                .isEqualTo(from.doors().store().read().tokens());
        List<Release> before = from.doors().store().read().releases(new AppName("note"));
        List<Release> after = to.doors().store().read().releases(new AppName("note"));
        assertThat(after).startsWith(before.toArray(Release[]::new)).hasSize(before.size() + 1);
        assertThat(to.doors().store().audit(new Audited.Wanted(null, null, null, 1000)))
                .containsAll(audit);
        to.assertSound();
        from.assertSound();
    }

    @Test
    void an_export_leaves_the_home_as_it_was() {
        MemoryHome from = filled();
        String before = from.shape();
        exported(from);
        assertThat(from.shape()).isEqualTo(before);
        assertThat(from.files().keySet()).noneMatch(file -> file.endsWith(".dump"));
    }

    @Test
    void of_an_export_that_is_cut_off_anywhere_the_next_command_leaves_nothing() {
        MemoryHome from = filled();
        String before = from.shape();
        int point = 1;
        boolean died = true;
        while (died) {
            try (MemoryHome home = from.copy()) {
                died = home.crashAt(point, at -> at.exportHome().write(new ByteArrayOutputStream(), KEY, false))
                        .isPresent();
                home.settle();
                assertThat(home.shape()).as("after point %d", point).isEqualTo(before);
                // files that were never a backup
                home.run(at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null)));
                assertThat(home.files().keySet())
                        .as("after point %d", point)
                        .noneMatch(file -> file.startsWith("backups/"));
                home.assertSound();
            }
            assertThat(++point).isLessThan(MORE_THAN_ANY_IMPORT_HAS);
        }
        assertThat(point).isGreaterThan(8);
    }

    @Test
    void backups_go_along_when_they_are_asked_for() {
        MemoryHome from = filled();
        from.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        MemoryHome with = fresh();
        with.run(imports(exported(from, true)));
        MemoryHome without = fresh();
        without.run(imports(exported(from)));
        Id book = from.addon("note").id();
        // beside the one that the data came from
        assertThat(with.doors().shelf().list(book)).hasSize(2);
        assertThat(without.doors().shelf().list(book)).hasSize(1);
        assertThat(without.doors().shelf().list(book).get(0).restoredAt()).isNotNull();
    }

    @Test
    void a_backup_that_is_deleted_while_the_file_is_written_is_left_out() {
        MemoryHome from = filled();
        from.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        Id book = from.addon("note").id();
        Shelf shelf = from.doors().shelf();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                // what the first bytes are written for is known by then
                if (size() == 0) {
                    shelf.delete(book, shelf.list(book).get(0));
                }
                super.write(bytes, offset, length);
            }
        };
        from.run(at -> at.exportHome().write(out, KEY, true));
        MemoryHome to = fresh();
        to.run(imports(out.toByteArray()));
        assertThat(to.doors().shelf().list(book)).hasSize(1);
        assertThat(to.read(to.url("note"), "page")).isEqualTo("one");
    }

    @Test
    void a_server_of_an_add_on_that_is_called_as_a_service_takes_no_other_s_place() {
        MemoryHome from = filled();
        from.create("solo", "ledger:dedicated", "cache", "SECOND");
        from.create("solo", "ledger:dedicated", "ledger", "THIRD");
        from.write(from.config("solo").get("THIRD_URL"), "page", "three");
        MemoryHome to = fresh();
        to.run(imports(exported(from)));
        assertThat(to.world().states()).containsOnlyKeys("big", "cache", "cache-2", "ledger", "ledger-2");
        assertThat(to.read(to.url("note"), "page")).isEqualTo("one");
        assertThat(to.read(to.config("solo").get("THIRD_URL"), "page")).isEqualTo("three");
        to.assertSound();
    }

    @Test
    void where_the_disk_of_an_archive_is_missing_all_arrives_without_it() {
        MemoryHome from = filled();
        from.run(at -> at.services()
                .enable()
                .enable(new ServiceName("ledger"), Map.of(ServerOptions.ARCHIVE, "/mnt/wal"), null));
        from.create("late", "ledger:dedicated", "own", null);
        byte[] file = exported(from);
        MemoryHome to = fresh();
        to.world().misses("/mnt/wal");
        List<String> notes = new ArrayList<>();
        to.run(at -> notes.addAll(
                at.importHome().take(new ByteArrayInputStream(file), "it", KEY).notes()));
        assertThat(notes)
                .contains(
                        "ledger keeps no archive; it had one in /mnt/wal",
                        "own keeps no archive; it had one in /mnt/wal");
        assertThat(to.read(to.url("note"), "page")).isEqualTo("one");
        to.assertSound();
        MemoryHome same = fresh();
        same.run(imports(file));
        assertThat(same.world().archiveFolders()).contains("/mnt/wal/ledger", "/mnt/wal/own");
    }

    @Test
    void encrypted_homes_have_their_own_keys() {
        MemoryHome from = filled();
        encrypt(from, 'x');
        MemoryHome to = fresh();
        encrypt(to, 'y');
        byte[] file = exported(from);
        for (int point = 1; ; point++) {
            try (MemoryHome cut = to.copy()) {
                boolean over = cut.crashAt(point, imports(file)).isEmpty();
                assertThat(String.join("\n", cut.files().values()))
                        .as("what point %d leaves", point)
                        .doesNotContain("hello", passwordOf(from));
                if (over) {
                    break;
                }
            }
        }
        to.run(imports(file));
        assertThat(to.read(to.url("note"), "page")).isEqualTo("one");
        assertThat(to.config("note")).containsEntry("GREETING", "hello");
        assertThat(String.join("\n", to.files().values())).doesNotContain(passwordOf(to), "hello");
    }

    private static String passwordOf(MemoryHome home) {
        return home.attachment("note", "LEDGER").credentials().password().reveal();
    }

    private static void encrypt(MemoryHome home, char letter) {
        try {
            Files.createDirectories(home.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home.environment().put("VEKTRA_KEY", String.valueOf(letter).repeat(42) + "w=");
        home.run(at -> at.home().keys().encrypt(null));
    }

    @Test
    void what_cannot_be_written_leaves_nothing() {
        MemoryHome from = filled();
        String before = from.everything();
        OutputStream full = new OutputStream() {
            private int room = 3000;

            @Override
            public void write(int one) throws IOException {
                if (room-- == 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        assertThatThrownBy(() -> from.run(at -> at.exportHome().write(full, KEY, false)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(from.files().keySet()).noneMatch(file -> file.endsWith(".dump"));
        assertThat(before).isNotEmpty();
        from.assertSound();
    }

    @Test
    void a_home_that_is_not_empty_is_refused() {
        byte[] file = exported(filled());
        MemoryHome to = fresh();
        to.enable("cache");
        Refused.as(Kind.CONFLICT, to, imports(file), "this home is not empty", "VEKTRA_HOME");
    }

    @Test
    void a_file_that_is_cut_changed_or_of_another_key_changes_nothing() {
        byte[] file = exported(filled());
        MemoryHome to = fresh();
        Refused.as(Kind.INVALID, to, imports(Arrays.copyOf(file, file.length - 1)), "cut off or changed");
        byte[] flipped = file.clone();
        flipped[file.length / 2] ^= 4;
        Refused.as(Kind.INVALID, to, imports(flipped), "cut off or changed");
        Refused.as(
                Kind.INVALID,
                to,
                at -> at.importHome()
                        .take(
                                new ByteArrayInputStream(file),
                                "it",
                                new ExportKey(ExportKey.Kind.KEY, new Secret("b".repeat(43) + "="))),
                "another key");
        assertThat(to.files()).isEmpty();
        assertThat(to.world().states()).isEmpty();
    }

    @Test
    void a_file_of_a_newer_version_or_of_something_else_changes_nothing() {
        MemoryHome to = fresh();
        Refused.as(
                Kind.UNAVAILABLE,
                to,
                imports(packed(to, "export.json", "{\"schema\": 3, \"created_at\": \"2027-01-01T00:00:00Z\"}")),
                "written by a newer Vektra");
        Refused.as(Kind.INVALID, to, imports(packed(to, "photo", "")), "was not written by home:export");
        assertThat(to.files()).isEmpty();
    }

    private static byte[] packed(MemoryHome home, String name, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        home.doors().parcels().get().write(out, KEY, packer -> packer.add(name, content.getBytes(UTF_8)));
        return out.toByteArray();
    }

    @Test
    void of_an_adopted_server_the_data_stay_where_they_are() {
        MemoryHome from = fresh();
        Secret url = from.world().startElsewhere();
        from.run(at -> at.services().enable().enable(new ServiceName("ledger"), Map.of(), url));
        from.bind("note", "ledger");
        MemoryHome to = fresh();
        to.run(imports(exported(from)));
        assertThat(to.config("note")).isEqualTo(from.config("note"));
        assertThat(to.addon("note").resource()).isEqualTo(from.addon("note").resource());
    }

    /** The home can be finished, or has nothing in it. */
    @Test
    void an_import_that_is_cut_off_anywhere_is_finished_by_doing_it_again() {
        MemoryHome from = filled();
        byte[] file = exported(from);
        MemoryHome unhurt = fresh();
        unhurt.run(imports(file));
        String becomes = unhurt.shape();
        int point = 1;
        while (crashed(file, point, becomes)) {
            assertThat(++point).isLessThan(MORE_THAN_ANY_IMPORT_HAS);
        }
        assertThat(point).as("points of the import").isGreaterThan(30);
    }

    private static boolean crashed(byte[] file, int point, String becomes) {
        try (MemoryHome to = MemoryHome.onFiles()) {
            Optional<String> died = to.crashAt(point, imports(file));
            if (died.isEmpty()) {
                return false;
            }
            if (to.open().importHome().isBegun()) {
                Refused.failing(
                        Kind.CONFLICT,
                        to,
                        at -> at.apps().create(new AppName("other")),
                        "an import into this home was cut off");
            }
            boolean over = !to.open().importHome().isBegun()
                    && !to.doors().store().read().appNames().isEmpty();
            if (!over) {
                to.run(imports(file));
            }
            assertThat(to.shape()).as("again after " + died.get()).isEqualTo(becomes);
            to.run(at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null)));
            to.assertSound();
            return true;
        }
    }

    /** The second would make again what the first one has loaded, and give up what it cannot load twice. */
    @Test
    void two_processes_cannot_import_into_one_home_at_once() {
        byte[] file = exported(filled());
        MemoryHome to = fresh();
        assertThat(to.crashAt(60, imports(file))).isPresent();
        Doors doors = to.doors();
        List<Locks.Name> locks = List.of(Locks.Name.alone(Locks.Name.Kind.SERVER, "home:import"));
        try (Store.Session other = doors.store().open(locks, step -> {})) {
            assertThat(other.drains()).isEmpty();
            assertThatThrownBy(() -> imports(file).run(new Verbs(doors)))
                    .hasMessageContaining("another process is importing into this home");
        }
        Refused.failing(
                Kind.CONFLICT,
                to,
                at -> at.importHome().take(new ByteArrayInputStream(file), "it", KEY),
                "another process is importing into this home");
        to.run(imports(file));
        to.assertSound();
    }

    @Test
    void an_import_that_was_cut_off_can_be_given_up() {
        byte[] file = exported(filled());
        MemoryHome to = fresh();
        assertThat(to.crashAt(60, imports(file))).isPresent();
        to.run(at -> at.destroyHome().destroy(to.path().toString(), MemoryHome.YES));
        assertThat(to.open().destroyHome().deleteFiles()).isEmpty();
        assertThat(to.world().states()).isEmpty();
    }
}
