package vektra.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.server.process.RunAs;
import vektra.server.software.Cache;
import vektra.server.software.Search;

/** A program that was unpacked is run only where no other user could have exchanged it. */
class TrustedTest {
    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void unpack() throws Exception {
        mode(folder, "rwxr-xr-x");
        program = Files.createFile(
                Files.createDirectories(folder.resolve("cache/redis")).resolve("redis-server"));
    }

    @Test
    void what_only_its_user_can_write_is_trusted() {
        assertThat(Trusted.path(program)).isTrue();
        assertThat(Trusted.path(folder.resolve("nothing"))).isFalse();
    }

    @Test
    void a_folder_on_the_way_that_others_can_write_is_enough() throws Exception {
        for (Path open : new Path[] {program, program.getParent(), folder.resolve("cache")}) {
            mode(open, "rwxrwxrwx");
            assertThat(Trusted.path(program)).as(open.toString()).isFalse();
            mode(open, "rwxr-xr-x");
        }
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("open")).resolve("redis-server"), program);
        assertThat(Trusted.path(link)).isTrue();
        mode(folder.resolve("open"), "rwxrwxrwx");
        assertThat(Trusted.path(link)).isFalse();
    }

    @Test
    void what_belongs_to_another_user_is_not_trusted() throws Exception {
        assumeTrue(RunAs.weAreRoot());
        Files.setAttribute(program.getParent(), "unix:uid", RunAs.UNPRIVILEGED);
        assertThat(Trusted.path(program)).isFalse();
    }

    @Test
    void the_cache_goes_into_the_home_closed_to_others_when_the_usual_one_is_not_ours_alone() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"), PrivateFiles.FOLDER);
        Path shared = Files.createDirectories(folder.resolve("shared"));
        mode(shared, "rwxrwxrwx");
        for (String root : new String[] {shared.toString(), "/proc/nowhere"}) {
            Cache cache = Cache.of(Map.of("XDG_CACHE_HOME", root), home);
            assertThat(cache.root()).isEqualTo(home.resolve("cache/dist"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("cache"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void recorded_software_that_others_can_exchange_is_looked_for_again() throws Exception {
        Search search = new Search(null, RunAs.ourselves(), Map.of(), program -> program);
        for (String source : new String[] {"embedded", "debian"}) {
            var software = new vektra.model.service.Software(
                    source,
                    java.util.List.of("/usr/bin/env", "LD_LIBRARY_PATH=" + folder.resolve("cache"), program.toString()),
                    "1");
            assertThat(search.stillRuns(software)).isTrue();
            mode(folder.resolve("cache"), "rwxrwxrwx");
            assertThat(search.stillRuns(software)).isFalse();
            mode(folder.resolve("cache"), "rwxr-xr-x");
        }
    }

    private static void mode(Path path, String text) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(text));
    }
}
