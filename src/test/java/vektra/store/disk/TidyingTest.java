package vektra.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.spi.Upkeep;
import vektra.store.Things;

/** What counts as left behind, so that it may be deleted. */
class TidyingTest {
    private static final String BACKUP = "backups/shop-ledger-0123456789ab/shop-ledger-20261128T020000Z";

    @TempDir
    Path home;

    private Upkeep upkeep;

    @BeforeEach
    void open() {
        upkeep = new Tidying(home, new FileLocks(home, new Things.Reports()));
    }

    private Path file(String name) throws IOException {
        Path file = home.resolve(name);
        Disk.makeFolder(home.resolve("backups"));
        Disk.makeFolder(Disk.above(file));
        return Files.createFile(file, Disk.ownerOnly());
    }

    @Test
    void a_dump_without_a_record_is_left_and_deleted() throws IOException {
        Path dump = file(BACKUP + ".dump");
        assertThat(upkeep.untidy()).extracting(Upkeep.Untidy::path).containsExactly(BACKUP + ".dump");
        assertThat(upkeep.tidy(upkeep.untidy().get(0))).isTrue();
        assertThat(dump).doesNotExist();
    }

    @Test
    void a_backup_whose_record_was_written_since_the_first_look_stays() throws IOException {
        Path dump = file(BACKUP + ".dump");
        Upkeep.Untidy seen = upkeep.untidy().get(0);
        file(BACKUP + ".json");
        upkeep.tidy(seen);
        assertThat(dump).exists();
        assertThat(upkeep.untidy()).isEmpty();
    }

    @Test
    void copies_in_a_folder_of_the_user_are_not_ours() throws IOException {
        file("backups/copies/shop-ledger-20261128T020000Z.dump");
        assertThat(upkeep.untidy()).isEmpty();
    }
}
