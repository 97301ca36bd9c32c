package vektra.monitors.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.monitors.MonitorFiles;

/** The log of monitors on disk. */
class LogFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:27:27.123Z");
    private static final LogLimits LARGE = new LogLimits(1 << 30, 1 << 30);

    @TempDir
    Path home;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private MonitorFiles files() {
        return new MonitorFiles(home);
    }

    private LogFile open(LogLimits limits) {
        return new LogFile(files(), limits, Clock.fixed(NOW, ZoneOffset.UTC), warnings::add);
    }

    private List<String> current() throws IOException {
        return Files.readAllLines(files().current());
    }

    /** All lines that there are, oldest first. */
    private List<String> all() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : new LogFolder(files().logs()).files()) {
            if (file.toString().endsWith(".gz")) {
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    new String(in.readAllBytes(), UTF_8).lines().forEach(lines::add);
                }
            } else {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    @Test
    void lines_are_appended_for_this_user_alone() throws IOException {
        for (String line : List.of("one", "two")) {
            try (LogFile log = open(LARGE)) {
                log.append(line);
            }
        }
        assertThat(current()).containsExactly("one", "two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().current())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().logs())))
                .isEqualTo("rwx------");
        assertThat(warnings).isEmpty();
    }

    @Test
    void behind_a_line_that_a_kill_cut_off_the_next_begins_on_its_own() throws IOException {
        try (LogFile log = open(LARGE)) {
            log.append("whole");
            Files.writeString(files().current(), "cut o", StandardOpenOption.APPEND);
            log.append("next");
        }
        assertThat(current()).containsExactly("whole", "cut o", "next");
    }

    @Test
    void two_that_write_at_once_lose_and_mix_nothing_over_many_rotations() throws Exception {
        int each = 2000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            Thread thread = new Thread(() -> {
                try (LogFile log = open(new LogLimits(20_000, 1 << 30))) {
                    go.await();
                    IntStream.range(0, each).forEach(i -> log.append(name + i + "x".repeat(50)));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> wanted = new ArrayList<>();
        IntStream.range(0, each)
                .forEach(i -> wanted.addAll(List.of("a" + i + "x".repeat(50), "b" + i + "x".repeat(50))));
        assertThat(all()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(new LogFolder(files().logs()).files()).hasSizeGreaterThan(5);
    }

    @Test
    void a_full_file_is_compressed_and_the_oldest_are_dropped_beyond_the_total() throws IOException {
        for (int i = 0; i < 8; i++) {
            try (LogFile log = open(new LogLimits(1000, 150))) {
                log.append(i + "x".repeat(1200));
            }
        }
        List<Path> files = new LogFolder(files().logs()).files();
        assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".log.gz"));
        assertThat(files.size()).isLessThan(8);
        assertThat(all())
                .allMatch(line -> line.length() == 1201)
                .last()
                .asString()
                .startsWith("7");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_a_kill_left_of_compressing_is_made_again_and_read_once() throws IOException {
        Files.createDirectories(files().logs());
        Path plain = Files.writeString(files().logs().resolve("2026-01-01T000000.000Z.log"), "old\n");
        Path half = Files.writeString(files().logs().resolve("2026-01-01T000000.000Z.log.gz.new"), "half");
        assertThat(new LogFolder(files().logs()).files()).containsExactly(plain);
        new LogFolder(files().logs()).tidy(1 << 20);
        assertThat(half).doesNotExist();
        assertThat(plain).doesNotExist();
        assertThat(all()).containsExactly("old");
        // a kill between the new name and the end of the old file
        Files.writeString(plain, "old\n");
        assertThat(all()).containsExactly("old");
    }

    @Test
    void on_a_full_disk_lines_are_counted_and_said_once_and_the_log_goes_on_with_their_number() throws IOException {
        Files.createDirectories(files().logs());
        Files.createSymbolicLink(files().current(), Path.of("/dev/full"));
        try (LogFile log = open(LARGE)) {
            log.append("one");
            log.append("two");
            assertThat(log.dropped()).isEqualTo(2);
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(files().current().toString(), "monitoring goes on", "No space left");
            Files.delete(files().current());
            log.append("three");
            assertThat(log.dropped()).isEqualTo(2);
        }
        assertThat(current())
                .containsExactly(
                        "ts=2026-11-22T01:27:27.123Z app=vektra source=vektra.log at=log_dropped count#log_dropped=2",
                        "three");
        assertThat(warnings).hasSize(2).last().asString().contains("2 lines");
    }

    // reading

    @Test
    void the_last_lines_come_from_older_files_too() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (LogFile log = open(new LogLimits(10, 1 << 20))) {
                log.append("line of a log " + i);
            }
        }
        try (LogFile log = open(LARGE)) {
            log.append("last");
        }
        LogTail tail = new LogTail(files(), line -> !line.endsWith("3"));
        assertThat(tail.last(3)).containsExactly("line of a log 2", "line of a log 4", "last");
        assertThat(tail.last(100)).hasSize(5);
        assertThat(tail.last(0)).isEmpty();
    }

    @Test
    void the_last_lines_of_a_long_file_are_found_from_its_end() throws IOException {
        Files.createDirectories(files().logs());
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 20_000)
                .forEach(i ->
                        text.append("line ").append(i).append(" x".repeat(20)).append('\n'));
        Files.writeString(files().current(), text);
        LogTail tail = new LogTail(files(), line -> line.startsWith("line 1"));
        assertThat(tail.last(2)).extracting(line -> line.substring(0, 10)).containsExactly("line 19998", "line 19999");
        assertThat(tail.last(15_000)).hasSize(11_111);
    }

    @Test
    void following_goes_on_in_the_file_that_replaces_the_old() throws IOException {
        try (LogFile log = open(new LogLimits(250, 1 << 20))) {
            log.append("first");
            List<String> seen = new ArrayList<>();
            new LogTail(files(), line -> true).follow(10, lines -> {
                seen.addAll(lines);
                if (seen.size() < 6) {
                    log.append("line " + seen.size() + " x".repeat(60));
                }
                return seen.size() < 6;
            });
            assertThat(seen)
                    .extracting(line -> line.substring(0, 5))
                    .containsExactly("first", "line ", "line ", "line ", "line ", "line ");
            assertThat(seen).doesNotHaveDuplicates();
        }
    }
}
