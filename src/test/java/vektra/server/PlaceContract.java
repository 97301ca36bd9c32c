package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Place;

/** What recipes rely on, wherever a server's files are. */
public abstract class PlaceContract {
    private static final String TEXT = "one line\nand 'two' \"ü\" \\ $x\n";

    protected abstract Place place();

    /** A folder that is there. */
    protected abstract Path data();

    @Test
    void what_is_written_is_read_and_seen_by_programs() {
        Path file = data().resolve("with space.conf");
        assertThat(place().read(file)).isEmpty();
        place().write(file, TEXT);
        assertThat(place().read(file)).contains(TEXT);
        place().run(List.of("grep", "-q", "two", file.toString()));
    }

    @Test
    void a_file_is_replaced_as_a_whole_and_what_a_program_deletes_is_gone() {
        Path file = data().resolve("replaced");
        place().write(file, TEXT + TEXT);
        place().write(file, "short");
        assertThat(place().read(file)).contains("short");
        place().write(file, "");
        assertThat(place().read(file)).contains("");
        place().run(List.of("rm", "-f", file.toString()));
        assertThat(place().read(file)).isEmpty();
        assertThat(place().read(data().resolve("no-folder/file"))).isEmpty();
    }

    @Test
    void a_program_that_fails_or_is_not_there_is_unavailable_and_says_why() {
        assertThatThrownBy(() -> place().run(List.of("sh", "-c", "echo no luck; echo really >&2; exit 3")))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContainingAll("no luck", "really");
        assertThatThrownBy(() -> place().run(List.of("no-such-program")))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("no-such-program");
    }
}
