package vektra.server.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.service.Software;
import vektra.program.SearchPath;
import vektra.server.Jvm;
import vektra.server.Workbench;
import vektra.server.file.PrivateFiles;
import vektra.server.process.RunAs;
import vektra.spi.SoftwareSource.Debian;

/** Real packages from the mirror that this machine uses. */
@Sampled(oneIn = 6)
class DebianSoftwareIT {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void onDebian() {
        assumeTrue(SearchPath.of(System.getenv()).find("apt-get").isPresent(), "not a Debian");
        bench = new Workbench(folder);
    }

    @Test
    void a_program_with_its_libraries_runs_from_the_cache() throws Exception {
        Debian source = new Debian(
                List.of("memcached", "libevent-2.1-7", "libsasl2-2", "no-such-library"), "usr/bin/memcached");
        Software software = bench.debian().find(source, bench.search(), bench.cache());
        assertThat(software.source()).isEqualTo("debian");
        assertThat(software.version()).matches("1\\.\\d+\\.\\d+");
        assertThat(software.command().get(1))
                .startsWith("LD_LIBRARY_PATH=" + bench.cache().root() + "/debian-memcached-");
        assertThat(bench.search().stillRuns(software)).isTrue();
        assertThat(bench.debian().find(source, bench.search(), bench.cache())).isEqualTo(software);
    }

    @Test
    void an_ordinary_user_can_do_the_same() throws Exception {
        assumeTrue(RunAs.weAreRoot(), "only root can become nobody");
        Files.setPosixFilePermissions(folder, PrivateFiles.PUBLIC.value());
        Path own = Files.createDirectory(folder.resolve("own"));
        assertThat(Jvm.run(Map.of("HOME", own.toString()), Jvm.as(RunAs.UNPRIVILEGED, own, "memcached", "debian")))
                .contains("source=debian", "exit 0");
    }

    @Test
    void a_package_that_the_release_does_not_have_is_said() {
        Debian source = new Debian(List.of("no-such-package"), "usr/bin/nothing");
        assertThatThrownBy(() -> bench.debian().find(source, bench.search(), bench.cache()))
                .isInstanceOf(Unfit.class)
                .hasMessage("this release has no package no-such-package");
    }
}
