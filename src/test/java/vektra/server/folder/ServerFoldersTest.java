package vektra.server.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.server.process.RunAs;

class ServerFoldersTest {
    private static final RunAs ANOTHER = new RunAs(List.of(), 65534);

    @TempDir
    private Path folder;

    private ServerFolders of(String home) {
        return new ServerFolders(folder.resolve(home), folder.resolve("outside"), Map.of());
    }

    /** Else the new home would start on the data of the one that is gone from there. */
    @Test
    void a_home_where_another_one_was_that_moved_has_a_place_of_its_own_outside() throws IOException {
        Path data = of("old").prepare("db", ANOTHER).real();
        Files.move(folder.resolve("old"), folder.resolve("new"));
        assertThat(of("new").prepare("db", ANOTHER).real()).isEqualTo(data);
        Path other = of("old").prepare("db", ANOTHER).real();
        assertThat(other).isNotEqualTo(data);
        assertThat(of("old").prepare("db", ANOTHER).real()).isEqualTo(other);
        assertThat(of("new").folder("db").real()).isEqualTo(data);
    }
}
