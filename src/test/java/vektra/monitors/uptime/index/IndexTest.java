package vektra.monitors.uptime.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vektra.monitors.uptime.MonitorLines.BEGIN;
import static vektra.monitors.uptime.MonitorLines.vektra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.json.Json;
import vektra.model.monitor.Status;
import vektra.monitors.MonitorFiles;
import vektra.monitors.maintenance.Window;
import vektra.monitors.uptime.Merge;
import vektra.monitors.uptime.MonitorLines;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** What is kept of a large log gives the same answers as the log. */
class IndexTest {
    @TempDir
    Path home;

    private final SplittableRandom random = new SplittableRandom(7);

    private MonitorFiles files() {
        return new MonitorFiles(home);
    }

    private Path log() {
        return home.resolve("log");
    }

    /** Hours of three monitors of two sources, with all that happens to them. */
    private MonitorLines lines(int runs) {
        MonitorLines lines = vektra();
        Duration now = Duration.ZERO;
        for (int i = 0; i < runs; i++) {
            int what = random.nextInt(300);
            if (i % 3 == 0) {
                now = now.plusSeconds(what == 0 ? random.nextInt(1000) - 300L : 20);
            }
            lines.of("m." + (i % 3), "git." + (i % 3 % 2)).at(now);
            Status status = what > 0 && what < 4 ? Status.values()[what] : Status.SUCCESS;
            if (what == 6) {
                lines.stop();
            }
            lines.run(status, what == 5 ? 1 : 0, Duration.ofMillis(random.nextInt(3000)), what == 3 ? "why" : null);
        }
        return lines;
    }

    private Uptime read(Query query) {
        return new Uptimes(files()).read(List.of(log()), InputStream::nullInputStream, query);
    }

    private static List<Query> queries() {
        Query all = Query.since(null, null);
        return List.of(
                all,
                all.by(Duration.ofHours(1)),
                all.by(Duration.ofDays(1)),
                all.by(Duration.ofMinutes(7)),
                all.merged(Merge.ALL),
                all.merged(Merge.QUORUM).by(Duration.ofHours(1)),
                Query.since(BEGIN.plusSeconds(12_345), BEGIN.plusSeconds(34_567)),
                all.without(List.of(new Window(BEGIN.plusSeconds(9000), BEGIN.plusSeconds(9900), List.of(), null))));
    }

    /** All that an answer has. */
    private static String shown(Uptime uptime) {
        StringBuilder text =
                new StringBuilder(uptime.since() + " " + uptime.until() + " " + uptime.bad() + " " + uptime.jumps());
        for (Source source : uptime.sources()) {
            text.append('\n').append(source.name()).append(source.monitors());
            text.append(source.incidents()).append(source.latest());
            Stream.concat(Stream.of(source.figures()), source.parts().values().stream())
                    .forEach(figures -> text.append('\n')
                            .append(Json.line(List.of(
                                    figures.runs(),
                                    figures.ok(),
                                    figures.flaky(),
                                    figures.runs(Status.SKIPPED),
                                    figures.upMillis(),
                                    figures.downMillis(),
                                    Math.round(figures.expected() * 1000),
                                    figures.durations().count(),
                                    Math.round(figures.durations().sum() * 1000),
                                    figures.durations().percentile(50),
                                    figures.durations().percentile(95)))));
        }
        return text.toString();
    }

    private List<String> answers() {
        return queries().stream().map(this::read).map(IndexTest::shown).toList();
    }

    private List<String> fresh() throws IOException {
        try (Stream<Path> kept = Files.exists(files().index()) ? Files.list(files().index()) : Stream.empty()) {
            for (Path each : kept.toList()) {
                Files.delete(each);
            }
        }
        // each without what the one before it kept
        return queries().stream()
                .map(query -> {
                    try (Stream<Path> kept =
                            Files.exists(files().index()) ? Files.list(files().index()) : Stream.empty()) {
                        for (Path each : kept.toList()) {
                            Files.delete(each);
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    return shown(read(query));
                })
                .toList();
    }

    private Path kept() throws IOException {
        try (Stream<Path> all = Files.list(files().index())) {
            return all.reduce((one, other) -> {
                        throw new AssertionError("two: " + one + " " + other);
                    })
                    .orElseThrow();
        }
    }

    @Test
    void it_gives_the_same_answers_to_every_question() throws IOException {
        Files.writeString(log(), lines(6000).raw("source=x torn=\"").toString());
        List<String> wanted = fresh();
        read(queries().get(0));
        assertThat(kept()).exists();
        assertThat(Files.size(kept())).isLessThan(Files.size(log()) / 20);
        assertThat(answers()).isEqualTo(wanted);
    }

    @Test
    void of_a_log_that_grew_only_what_came_is_read() throws IOException {
        byte[] all = lines(12_000).toString().getBytes(UTF_8);
        int half = all.length / 2;
        int most = all.length - 1000;
        Files.write(log(), java.util.Arrays.copyOf(all, half));
        read(queries().get(0));
        FileTime first = Files.getLastModifiedTime(kept());
        Files.write(log(), java.util.Arrays.copyOfRange(all, half, most), StandardOpenOption.APPEND);
        read(queries().get(0));
        assertThat(Files.getLastModifiedTime(kept())).isGreaterThanOrEqualTo(first);
        Files.write(log(), java.util.Arrays.copyOfRange(all, most, all.length), StandardOpenOption.APPEND);
        List<String> grown = answers();
        assertThat(grown).isEqualTo(fresh());
    }

    @Test
    void of_a_log_that_is_another_nothing_is_kept() throws IOException {
        Files.writeString(log(), lines(6000).toString());
        read(queries().get(0));
        Files.writeString(log(), lines(7000).toString());
        List<String> other = answers();
        assertThat(other).isEqualTo(fresh());
    }

    @Test
    void one_that_is_broken_or_cut_off_is_made_again() throws IOException {
        Files.writeString(log(), lines(6000).toString());
        List<String> wanted = fresh();
        byte[] bytes = Files.readAllBytes(kept());
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept(), bytes);
        assertThat(answers()).isEqualTo(wanted);
        Files.write(kept(), java.util.Arrays.copyOf(bytes, 100));
        assertThat(answers()).isEqualTo(wanted);
        Files.write(kept(), new byte[0]);
        assertThat(answers()).isEqualTo(wanted);
    }

    @Test
    void where_none_can_be_kept_the_answer_is_the_same() throws IOException {
        Files.writeString(log(), lines(6000).toString());
        List<String> wanted = fresh();
        Files.delete(kept());
        Files.delete(files().index());
        Files.writeString(files().index(), "in the way");
        assertThat(answers()).isEqualTo(wanted);
    }
}
