package vektra.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.file.FigureFiles.Sample;
import vektra.model.name.Id;

class FigureFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Id ADDON = new Id("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private static final Id OTHER = new Id("3f2504e0-4f89-41d3-9a0c-0305e82c3302");
    private static final Duration APART = Duration.ofMinutes(4);

    @TempDir
    private Path home;

    private FigureFiles files() {
        return new FigureFiles(home);
    }

    private Path file() {
        return home.resolve("figures").resolve(ADDON.value());
    }

    private static Sample sample(Duration before) {
        return new Sample(NOW.minus(before), 5000L, null);
    }

    @Test
    void what_was_noted_is_found_again_by_another_process() throws IOException {
        files().add(ADDON, new Sample(NOW, 7_400_000L, 3L), APART);
        files().add(ADDON, new Sample(NOW.plus(APART), null, 4L), APART);
        assertThat(files().of(ADDON))
                .containsExactly(new Sample(NOW, 7_400_000L, 3L), new Sample(NOW.plus(APART), null, 4L));
        assertThat(files().of(OTHER)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void two_servers_of_one_home_note_it_once() {
        files().add(ADDON, new Sample(NOW, 1L, 1L), APART);
        files().add(ADDON, new Sample(NOW.plusSeconds(10), 2L, 2L), APART);
        assertThat(files().of(ADDON)).containsExactly(new Sample(NOW, 1L, 1L));
    }

    @Test
    void a_line_that_a_crash_cut_off_costs_itself_and_not_the_next() throws IOException {
        files().add(ADDON, new Sample(NOW, 1L, 1L), APART);
        Files.writeString(file(), NOW.plus(APART).getEpochSecond() + " 2", StandardOpenOption.APPEND);
        Sample next = new Sample(NOW.plus(APART.multipliedBy(2)), 3L, 3L);
        files().add(ADDON, next, APART);
        assertThat(files().of(ADDON)).containsExactly(new Sample(NOW, 1L, 1L), next);
    }

    @Test
    void a_line_of_no_time_that_there_is_costs_itself() throws IOException {
        files().add(ADDON, new Sample(NOW, 1L, 1L), APART);
        Files.writeString(file(), Long.MAX_VALUE + " 2 2\n", StandardOpenOption.APPEND);
        assertThat(files().of(ADDON)).containsExactly(new Sample(NOW, 1L, 1L));
    }

    @Test
    void the_older_they_are_the_fewer_are_kept() {
        List<Sample> dense = List.of(
                sample(Duration.ofDays(32)),
                sample(Duration.ofDays(20)),
                sample(Duration.ofDays(20).minusHours(5)),
                sample(Duration.ofDays(20).minusHours(6)),
                sample(Duration.ofDays(3)),
                sample(Duration.ofDays(3).minusMinutes(30)),
                sample(Duration.ofDays(3).minusMinutes(60)),
                sample(Duration.ofMinutes(10)),
                sample(Duration.ofMinutes(5)));
        assertThat(FigureFiles.thinned(dense, NOW))
                .containsExactly(dense.get(1), dense.get(3), dense.get(4), dense.get(6), dense.get(7), dense.get(8));
    }

    @Test
    void a_file_stays_small_however_long_a_server_runs() throws IOException {
        FigureFiles files = files();
        Duration each = Duration.ofMinutes(5);
        Instant at = NOW;
        StringBuilder month = new StringBuilder();
        for (int i = 0; i < 31 * 288; i++) {
            at = at.plus(each);
            month.append(at.getEpochSecond()).append(" 123456789012 100\n");
        }
        files.add(ADDON, new Sample(NOW, 1L, 1L), APART);
        Files.writeString(file(), month.toString());
        files.add(ADDON, new Sample(at.plus(each), 1L, 1L), APART);
        assertThat(Files.size(file())).isLessThan(32 << 10);
        // a day of five minutes, six of hours, 24 of six hours
        assertThat(files.of(ADDON)).hasSizeBetween(288 + 6 * 24 + 23 * 4, 288 + 6 * 24 + 25 * 4);
    }

    @Test
    void of_what_is_gone_nothing_is_kept() {
        files().add(ADDON, new Sample(NOW, 1L, 1L), APART);
        files().add(OTHER, new Sample(NOW, 1L, 1L), APART);
        files().keep(Set.of(OTHER));
        assertThat(file()).doesNotExist();
        assertThat(files().of(OTHER)).hasSize(1);
    }
}
