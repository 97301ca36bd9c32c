package vektra.provider.efs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Home;

/** A service without a process says so everywhere, and a backup that is damaged is called that. */
class DamagedBackupIT {
    private static Home home;
    private static Path folder;

    @BeforeAll
    static void open() throws Exception {
        home = new Home();
        home.vektra("addons:enable", "efs").ok();
        home.vektra("addons:bind", "efs", "-a", "myapp").ok();
        folder = Path.of(home.config("myapp").get("EFS_PATH"));
        byte[] random = new byte[200_000];
        new Random(1).nextBytes(random);
        Files.write(folder.resolve("large"), random);
        Files.writeString(folder.resolve("zz"), "last");
        home.vektra("addons:action", "efs", "backup", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void stop_start_restart_and_status_agree() {
        String path = home.path().resolve("servers/efs").toString();
        for (String command : new String[] {"addons:stop", "addons:start", "addons:restart"}) {
            assertThat(home.vektra(command, "efs").ok().out())
                    .isEqualTo("Nothing to do: efs is a folder, without a process: " + path + "\n");
            assertThat(home.json(command, "efs").at("/changed").asBoolean()).isFalse();
        }
        assertThat(home.vektra("addons:status", "efs").ok().out()).contains("a folder, without a process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "foreign"})
    void a_damaged_backup_is_called_that_and_nothing_changes(String how) throws Exception {
        Path backup;
        try (Stream<Path> all = Files.walk(home.path().resolve("backups"))) {
            backup = all.filter(file -> file.toString().endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(backup);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(
                backup,
                switch (how) {
                    case "cut" -> Arrays.copyOf(whole, whole.length / 2);
                    case "flipped" -> damaged;
                    default -> "no archive".getBytes();
                });
        try {
            assertThat(home.vektra("addons:action", "efs", "restore", "-a", "myapp", "--confirm", "myapp")
                            .exits(5)
                            .err())
                    .contains("the backup " + backup + " is damaged: ")
                    .doesNotContain("cannot be read or written")
                    .contains(how.equals("flipped") ? "its SHA-256 is not" : "bytes and was made with");
            assertThat(Files.readString(folder.resolve("zz"))).isEqualTo("last");
        } finally {
            Files.write(backup, whole);
        }
    }
}
