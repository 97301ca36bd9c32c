package vektra.server.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.program.SearchPath;
import vektra.server.process.RunAs;
import vektra.spi.SoftwareSource.Machine;

/** A machine with three versions of a program, each in a folder of its own. */
class MachineSoftwareTest {
    @TempDir
    private Path folder;

    private Machine source;

    @BeforeEach
    void install() throws IOException {
        for (String version : List.of("10.6.21", "10.11.14", "1.17.3")) {
            String named = version.substring(0, version.lastIndexOf('.'));
            Path program = Files.createDirectories(folder.resolve(named)).resolve("database");
            Files.writeString(program, "#!/bin/sh\necho database " + version + "\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        source = new Machine("database", List.of(folder + "/*"));
    }

    private static Search search(@Nullable String version) {
        return new Search(version, RunAs.ourselves(), System.getenv(), program -> program);
    }

    private String found(@Nullable String version) throws Unfit {
        return new MachineSoftware(SearchPath.of(Map.of()))
                .find(source, search(version))
                .version();
    }

    @Test
    void the_newest_comes_first() throws Unfit {
        assertThat(found(null)).isEqualTo("10.11.14");
    }

    @Test
    void versions_that_begin_with_the_same_digits_are_different_ones() throws Unfit {
        assertThat(found("10.6")).isEqualTo("10.6.21");
        assertThat(found("10.11")).isEqualTo("10.11.14");
        assertThat(found("1")).isEqualTo("1.17.3");
        assertThatThrownBy(() -> found("10.1")).isInstanceOf(Unfit.class).hasMessageContaining("only version 10.11.14");
        assertThatThrownBy(() -> found("17")).isInstanceOf(Unfit.class);
    }
}
