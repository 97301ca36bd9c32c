package vektra.addons.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.addons.core.Confirmation;
import vektra.age.AgeFiles;
import vektra.age.Envelope;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class RestoreTest {
    private static final AppName NOTE = new AppName("note");

    @TempDir
    private Path folder;

    private final MemoryHome home = MemoryHome.enabled();

    RestoreTest() {
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "first");
        home.run(at -> at.data().backups().now(home.addon("note")));
        home.write(home.url("note"), "key", "second");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private MemoryHome.Verb restore(@Nullable String what, @Nullable String from, @Nullable String to) {
        return at -> at.data()
                .backups()
                .restoring()
                .restore(new Restore.Request(what, from, to, null, folder, List.of()), MemoryHome.YES);
    }

    private Shelved only() {
        return home.open().data().upkeep().search().all().get(0);
    }

    private String key() {
        return home.read(home.url("note"), "key");
    }

    @Test
    void the_name_of_a_backup_says_app_service_add_on_and_time() {
        assertThat(only().name()).isEqualTo("note-ledger-book-20260301T120000Z");
        assertThat(home.path().relativize(only().file()).toString())
                .matches("backups/note-ledger-book-[0-9a-f]{12}/note-ledger-book-20260301T120000Z.dump");
        assertThat(only().backup().sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void two_of_one_second_have_two_names() {
        home.run(at -> at.data().backups().now(home.addon("note")));
        assertThat(home.open().data().upkeep().search().all())
                .extracting(Shelved::name)
                .containsExactly("note-ledger-book-20260301T120000Z", "note-ledger-book-20260301T120000Z-2");
    }

    @Test
    void the_newest_of_an_add_on_one_by_number_and_one_by_name_are_restored() {
        for (String from : new String[] {null, "book", "book/1", only().name()}) {
            home.write(home.url("note"), "key", "second");
            home.run(restore("book", from, null));
            assertThat(key()).as(String.valueOf(from)).isEqualTo("first");
        }
        home.assertSound();
    }

    @Test
    void a_backup_alone_goes_to_its_own_add_on() {
        home.run(restore(null, only().name(), null));
        assertThat(key()).isEqualTo("first");
    }

    @Test
    void whether_it_was_ever_restored_is_recorded() {
        assertThat(only().backup().restoredAt()).isNull();
        home.run(at -> {
            Restore.Restored restored = at.data()
                    .backups()
                    .restoring()
                    .restore(new Restore.Request("book", null, null, null, folder, List.of()), MemoryHome.YES);
            assertThat(requireNonNull(restored.backup()).backup().restoredAt()).isEqualTo(home.now());
        });
        assertThat(only().backup().restoredAt()).isEqualTo(home.now());
    }

    @Test
    void one_goes_into_another_add_on_of_its_service_alone() {
        home.create("shop", "ledger:dedicated", "other", null);
        home.create("shop", "cache", "quick", null);
        home.run(restore("book", null, "other"));
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        assertThat(key()).isEqualTo("second");
        Refused.as(Kind.INVALID, home, restore("book", null, "quick"), "a backup of ledger", "quick, which is cache");
        home.assertSound();
    }

    @Test
    void what_was_kept_of_an_add_on_that_is_gone_goes_into_another() {
        home.run(at -> at.apps().destroy(NOTE, true, MemoryHome.YES));
        home.create("shop", "ledger", "other", null);
        Refused.as(Kind.INVALID, home, restore(null, only().name(), null), "book is gone", "add --to ADDON");
        home.run(restore(null, "book", "other"));
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        assertThat(home.open().data().upkeep().search().of("ledger", NOTE)).hasSize(1);
        assertThat(home.open().data().upkeep().search().all(NOTE))
                .singleElement()
                .matches(one -> one.keptUntil() != null);
        home.assertSound();
    }

    @Test
    void the_word_of_each_backup_finds_it_also_where_another_add_on_has_the_name_by_now() {
        home.run(at -> at.apps().destroy(NOTE, true, MemoryHome.YES));
        assertThat(only().word()).isEqualTo("book/1");
        home.create("note", "ledger", "book", null);
        home.later(java.time.Duration.ofMinutes(1));
        home.run(at -> at.data().backups().now(home.addon("note")));
        BackupSearch search = home.open().data().upkeep().search();
        assertThat(search.all()).hasSize(2).extracting(Shelved::word).contains("book/1");
        for (Shelved one : search.all()) {
            assertThat(search.exact(one.word(), null)).isEqualTo(one);
            assertThat(search.exact(one.name(), null)).isEqualTo(one);
        }
    }

    @Test
    void a_file_takes_the_place_of_all_that_was_there() throws IOException {
        home.write(home.url("note"), "more", "x");
        Files.writeString(folder.resolve("old.dump"), "key\told\nend of dump\n");
        home.run(restore("book", "old.dump", null));
        assertThat(key()).isEqualTo("old");
        assertThat(home.read(home.url("note"), "more")).isNull();
        Files.writeString(folder.resolve("cut.dump"), "key\told\n");
        Refused.as(Kind.UNAVAILABLE, home, restore("book", "cut.dump", null), "is damaged");
        Refused.as(Kind.NOT_FOUND, home, restore("book", "none.dump", null), "none.dump");
        assertThat(key()).isEqualTo("old");
        home.assertSound();
    }

    @Test
    void a_backup_named_first_goes_to_its_own_add_on() {
        for (String what : new String[] {"book/1", only().name()}) {
            home.write(home.url("note"), "key", "second");
            home.run(restore(what, null, null));
            assertThat(key()).as(what).isEqualTo("first");
        }
        Refused.as(Kind.NOT_FOUND, home, restore("book/9", null, null), "no backup called 'book/9'");
        home.assertSound();
    }

    @Test
    void an_empty_word_is_not_the_current_folder() {
        Refused.as(Kind.INVALID, home, restore("book", "", null), "nothing to restore is named");
        assertThat(key()).isEqualTo("second");
    }

    @Test
    void the_file_of_a_backup_is_compared_with_what_was_recorded_by_whatever_path() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("link.dump"), only().file().toAbsolutePath());
        home.run(restore("book", link.toString(), null));
        assertThat(key()).isEqualTo("first");
        assertThat(only().backup().restoredAt()).isEqualTo(home.now());
        damage(only(), 4);
        for (Path path : new Path[] {link, only().file()}) {
            Refused.as(
                    Kind.UNAVAILABLE,
                    home,
                    restore("book", path.toAbsolutePath().toString(), null),
                    "its SHA-256 is not the one");
        }
        assertThat(key()).isEqualTo("first");
    }

    private void damage(Shelved backup, int change) {
        try {
            byte[] bytes = Files.readAllBytes(backup.file());
            if (change < 0) {
                Files.write(backup.file(), java.util.Arrays.copyOf(bytes, bytes.length - 1));
            } else {
                bytes[change] ^= 1;
                Files.write(backup.file(), bytes);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_file_cut_by_a_byte_is_found_before_anything_is_changed() {
        damage(only(), -1);
        Refused.as(Kind.UNAVAILABLE, home, restore("book", null, null), "is damaged: it has", "and was made with");
        Refused.as(Kind.UNAVAILABLE, home, at -> at.data().upkeep().verify("book", null), "is damaged");
    }

    @Test
    void a_flipped_bit_is_found_before_anything_is_changed() {
        for (int i = 0; i < only().backup().bytes(); i++) {
            damage(only(), i);
            Refused.as(Kind.UNAVAILABLE, home, restore("book", null, null), "its SHA-256 is not the one");
            Refused.as(Kind.UNAVAILABLE, home, at -> at.data().upkeep().verify("book", null), "is damaged");
            damage(only(), i);
        }
        home.run(at -> at.data().upkeep().verify("book", null));
    }

    private static final Identity KEY = Identity.of(new byte[Recipient.LENGTH], true);

    /** A copy of the only backup, which is deleted then. */
    private Path encrypted(String name) throws IOException {
        Recipient recipient = new AgeFiles(() -> Optional.of(KEY.key())).home();
        Path file = folder.resolve(name);
        Files.write(
                file, new Envelope(only().file(), List.of(recipient)).from(0).readAllBytes());
        return file;
    }

    private MemoryHome.Verb restore(Path file, List<Identity> identities) {
        return at -> at.data()
                .backups()
                .restoring()
                .restore(new Restore.Request("book", file.toString(), null, null, folder, identities), MemoryHome.YES);
    }

    @Test
    void an_encrypted_copy_is_restored_and_leaves_nothing_that_is_not_encrypted() throws IOException {
        Path copy = encrypted("any name");
        home.run(restore(copy, List.of(KEY)));
        assertThat(key()).isEqualTo("first");
        assertThat(Files.list(only().file().getParent())).hasSize(2);
        Refused.as(Kind.INVALID, home, restore(copy, List.of()), "it is encrypted, and no key is given");
        Refused.as(
                Kind.INVALID,
                home,
                restore(copy, List.of(Identity.of(new byte[Recipient.LENGTH], false))),
                "it is encrypted for another key");
        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length - 1] ^= 1;
        Files.write(copy, bytes);
        Refused.as(Kind.INVALID, home, restore(copy, List.of(KEY)), "cut off or changed");
        home.assertSound();
    }

    @TestFactory
    Stream<DynamicTest> restoring_an_encrypted_copy_cut_off_anywhere() throws IOException {
        return Sweep.of(home.copy(), restore(encrypted("any name"), List.of(KEY)));
    }

    @Test
    void a_dry_run_of_it_names_the_steps_and_decrypts_nothing_to_a_disk() throws IOException {
        assertThat(home.dryRun(restore(encrypted("any name"), List.of(KEY))))
                .anyMatch(step -> step.startsWith("import a file into "))
                .anyMatch(step -> step.startsWith("replace the data of book"));
        assertThat(key()).isEqualTo("second");
    }

    @Test
    void a_copy_is_compared_with_the_backup_that_it_is_called_as() throws IOException {
        CopyFiles copies = home.open().data().copyFiles();
        assertThat(copies.check(encrypted("x.dump.age"), List.of(KEY)).backup()).isNull();
        Path named = encrypted(only().name() + ".dump.age");
        assertThat(copies.check(named, List.of(KEY))).satisfies(checked -> {
            assertThat(checked.backup()).isNotNull();
            assertThat(checked.bytes()).isEqualTo(only().backup().bytes());
        });
        Path plain = Files.copy(only().file(), folder.resolve(only().name() + ".dump"));
        assertThat(copies.check(plain, List.of()).backup()).isNotNull();
        Files.writeString(plain, "another backup");
        Refused.as(Kind.INVALID, home, at -> copies.check(plain, List.of()), "its SHA-256 is not the one");
        Path unknown = Files.writeString(folder.resolve("letter"), "Dear …");
        Refused.as(Kind.INVALID, home, at -> copies.check(unknown, List.of()), "neither a backup of this home nor");
    }

    @Test
    void a_copy_is_byte_for_byte_the_backup() throws IOException {
        java.io.ByteArrayOutputStream copy = new java.io.ByteArrayOutputStream();
        home.run(at -> at.data().upkeep().download(only(), copy));
        assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(only().file()));
        damage(only(), 0);
        Shelved damaged = only();
        Refused.as(
                Kind.UNAVAILABLE,
                home,
                at -> at.data().upkeep().download(damaged, new java.io.ByteArrayOutputStream()),
                "is damaged");
    }

    @Test
    void one_is_deleted_by_its_exact_name_alone_and_its_number_is_found_no_more() {
        home.run(at -> at.data().backups().now(home.addon("note")));
        Refused.as(
                Kind.NOT_FOUND,
                home,
                delete("book"),
                "'book' names no single backup, such as ADDON/1",
                "vektra backups");
        home.run(delete("book/1"));
        assertThat(home.open().data().upkeep().search().all())
                .extracting(one -> one.backup().number())
                .containsExactly(2);
        Refused.as(Kind.NOT_FOUND, home, delete("book/1"), "no backup called 'book/1'");
        home.assertSound();
    }

    private static MemoryHome.Verb delete(String what) {
        return at -> at.data().upkeep().delete(what, null, MemoryHome.YES);
    }

    @Test
    void both_need_a_confirmation_by_the_app_or_the_add_on() {
        Confirmation no = (danger, accepted) -> {
            throw VektraException.conflict(danger, String.join(" ", accepted));
        };
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.data().upkeep().delete("book/1", null, no),
                "permanently deletes the backup note-ledger-book-",
                "note book note-ledger-book-");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.data()
                        .backups()
                        .restoring()
                        .restore(new Restore.Request("book", null, null, null, folder, List.of()), no),
                "this replaces the data of book with the backup note-ledger-book-",
                "note book");
    }

    @Test
    void a_dry_run_names_the_steps_and_changes_nothing() {
        assertThat(home.dryRun(delete("book/1"))).containsExactly("delete the backup " + only().name() + " of book");
        assertThat(home.dryRun(restore("book", null, null))).anyMatch(step -> step.startsWith("replace the data of"));
    }

    @Test
    void a_backup_of_an_earlier_version_is_read_restored_and_deleted() throws IOException {
        Shelved one = only();
        Path old = home.path().resolve("backups").resolve(one.of().id().value());
        Files.createDirectory(old);
        Files.move(one.file(), old.resolve("1.dump"));
        Path note = one.file().resolveSibling(one.name() + ".json");
        String text =
                Files.readString(note).replaceAll(",?\\s*\"(addon_id|addon|service|app|sha256)\" ?: ?\"[^\"]*\"", "");
        Files.writeString(old.resolve("1.json"), text);
        Files.delete(note);
        assertThat(only().name()).isEqualTo("book/1");
        home.run(restore("book", "book/1", null));
        assertThat(key()).isEqualTo("first");
        home.run(at -> at.data().backups().now(home.addon("note")));
        assertThat(home.open().data().upkeep().search().of("book", null))
                .extracting(backup -> backup.backup().number())
                .containsExactly(1, 2);
        home.run(at -> at.destroy().destroy("book", null, false, MemoryHome.YES));
        home.create("shop", "ledger", "other", null);
        home.run(restore(null, "book/1", "other"));
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        home.run(delete("book/1"));
        home.assertSound();
    }

    @Test
    void a_backup_that_fails_leaves_no_file() throws IOException {
        home.world().failAt(3);
        try {
            home.run(at -> at.data().backups().now(home.addon("note")));
        } catch (VektraException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        assertThat(home.world().failed()).isNotEmpty();
        home.world().failAt(0);
        try (Stream<Path> files = Files.walk(home.path().resolve("backups"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_restore_into_another_add_on_cut_off_anywhere() {
        home.create("shop", "ledger:dedicated", "other", null);
        return Sweep.of(home.copy(), restore("book", null, "other"));
    }

    @TestFactory
    Stream<DynamicTest> a_restore_of_a_file_cut_off_anywhere() throws IOException {
        Files.writeString(folder.resolve("old.dump"), "key\told\nend of dump\n");
        return Sweep.of(home.copy(), restore("book", "old.dump", null));
    }

    @TestFactory
    Stream<DynamicTest> a_deletion_cut_off_anywhere() {
        return Sweep.of(home.copy(), delete("book/1"), Kind.NOT_FOUND);
    }
}
