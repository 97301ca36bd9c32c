package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.Failpoint;
import vektra.model.addon.Backup;
import vektra.model.addon.Holdings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.spi.Shelf;

/** What {@link Shelf} promises, of the folder of a home. */
class BackupFolderTest {
    private static final Id ADDON = new Id("01234567-89ab-4cde-8f01-23456789abcd");
    private static final Backup.Of OF =
            new Backup.Of(ADDON, new AddonName("ledger-curved-12345"), new ServiceName("ledger"), new AppName("shop"));
    private static final Instant NIGHT = Instant.parse("2026-11-28T02:00:00Z");

    @TempDir
    Path home;

    @AfterEach
    void disarm() {
        Failpoint.crashAt(0);
    }

    @Test
    void a_deleted_backup_is_gone_with_its_file_and_others_stay() throws IOException {
        Shelf shelf = new BackupFolder(home);
        Backup first = kept(shelf, 1);
        Backup second = kept(shelf, 2);
        shelf.delete(ADDON, first);
        assertThat(shelf.list(ADDON)).containsExactly(second);
        assertThat(shelf.file(ADDON, first)).doesNotExist();
        assertThat(shelf.file(ADDON, second)).hasContent("data of 2");
    }

    @Test
    void deleting_again_is_no_error_nor_is_a_backup_of_an_add_on_without_any() {
        Shelf shelf = new BackupFolder(home);
        Backup one = kept(shelf, 1);
        shelf.delete(ADDON, one);
        shelf.delete(ADDON, one);
        shelf.delete(new Id("11111111-89ab-4cde-8f01-23456789abcd"), one);
        assertThat(shelf.list(ADDON)).isEmpty();
    }

    @Test
    void a_crash_half_way_leaves_no_backup_without_data() {
        Shelf shelf = new BackupFolder(home);
        Backup one = kept(shelf, 1);
        Failpoint.crashAt(1);
        assertThatThrownBy(() -> shelf.delete(ADDON, one)).isInstanceOf(Failpoint.Crash.class);
        Failpoint.crashAt(0);
        assertThat(shelf.list(ADDON)).isEmpty();
        shelf.delete(ADDON, one);
        assertThat(shelf.file(ADDON, one)).doesNotExist();
    }

    @Test
    void files_of_others_beside_the_folders_are_passed_over() throws IOException {
        Shelf shelf = new BackupFolder(home);
        Backup one = kept(shelf, 1);
        Files.createDirectories(home.resolve("backups/destroyed"));
        for (String name : new String[] {".hidden", "my.dump", "x-" + ADDON.brief(), "destroyed/.hidden"}) {
            Files.writeString(home.resolve("backups").resolve(name), "mine");
        }
        assertThat(shelf.all()).containsOnlyKeys(ADDON);
        assertThat(shelf.list(ADDON)).containsExactly(one);
        assertThat(shelf.retired(Instant.MAX)).isEmpty();
        shelf.clear(ADDON);
        assertThat(shelf.all()).isEmpty();
        assertThat(home.resolve("backups/my.dump")).hasContent("mine");
    }

    private static Backup kept(Shelf shelf, int number) {
        Backup backup = new Backup(
                number,
                OF.label(NIGHT.plusSeconds(number)),
                OF,
                NIGHT,
                NIGHT.plusSeconds(3),
                9,
                Holdings.of("1 table"),
                "5a",
                null,
                null);
        write(shelf.draft(OF), "data of " + number);
        shelf.keep(OF, backup);
        return backup;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
