package vektra.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeRemovalTest {
    @TempDir
    Path scratch;

    private Path home() throws IOException {
        Path home = Files.createDirectory(scratch.resolve("home"));
        for (String folder : new String[] {"apps", "servers/redis/data", "journal", "monitors/log"}) {
            Files.writeString(Files.createDirectories(home.resolve(folder)).resolve("file"), "x");
        }
        for (String file : new String[] {"lock", "clock", "tokens.json", "audit.jsonl", "audit-2026.jsonl", ".tmp-1"}) {
            Files.writeString(home.resolve(file), "x");
        }
        return home;
    }

    @Test
    void everything_goes_and_the_folder_with_it() throws IOException {
        Path home = home();
        assertThat(HomeRemoval.of(home)).isEmpty();
        assertThat(home).doesNotExist();
        assertThat(scratch).exists();
    }

    @Test
    void what_vektra_did_not_write_stays() throws IOException {
        Path home = home();
        Files.writeString(Files.createDirectory(home.resolve("photos")).resolve("one"), "mine");
        Files.writeString(home.resolve("notes.json"), "mine");
        assertThat(HomeRemoval.of(home)).containsExactly("notes.json", "photos");
        assertThat(home.resolve("photos/one")).hasContent("mine");
        assertThat(Disk.listAll(home)).containsExactly("notes.json", "photos");
    }

    @Test
    void what_a_link_leads_to_stays() throws IOException {
        Path home = home();
        Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("one"), "mine");
        Files.createSymbolicLink(home.resolve("servers/postgres"), elsewhere);
        assertThat(HomeRemoval.of(home)).isEmpty();
        assertThat(elsewhere.resolve("one")).hasContent("mine");
    }
}
