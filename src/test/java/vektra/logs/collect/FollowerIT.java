package vektra.logs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.logs.Taken;
import vektra.logs.collect.TailedFile.Start;
import vektra.model.logs.LogStream;

/** Lines that are appended to files arrive once each, whatever happens to the files and to who follows them. */
class FollowerIT {
    private final Taken taken = new Taken();
    private final List<String> warnings = new ArrayList<>();
    private Path folder;
    private Path log;
    private Follower follower;

    @BeforeEach
    void begin(@TempDir Path temp) {
        folder = temp;
        log = temp.resolve("app.log");
    }

    private Follower follow(String... names) {
        List<Glob> globs = new ArrayList<>();
        for (String name : names) {
            globs.add(new Glob(folder.resolve(name)));
        }
        LogStream stream = new LogStream("shop", "file", "here", false);
        follower = new Follower(
                new Globs(globs), origin -> new LocalWay(taken, origin, stream), Clock.systemUTC(), warnings::add);
        return follower;
    }

    /** Begins as one that was killed begins again: with nothing in memory. */
    private void startAgain() {
        follow("app.log").begin(List.of(log), Start.ALL);
        follower.takeUp(List.of(log));
        follower.poll();
    }

    private void write(String text) {
        write(log, text);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void truncate() throws IOException {
        Files.writeString(log, "", StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Test
    void what_a_file_holds_is_of_no_interest_unless_asked_for() {
        write("old\n");
        follow("app.log").begin(List.of(log), Start.NEW);
        follower.poll();
        write("new\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("new");
        follow("app.log").begin(List.of(log), Start.ALL);
        follower.poll();
        assertThat(taken.messages()).containsExactly("new");
    }

    @Test
    void a_line_is_one_once_its_line_feed_is_there() {
        startAgain();
        write("on");
        follower.poll();
        write("e\ntw");
        follower.poll();
        assertThat(taken.messages()).containsExactly("one");
        startAgain();
        write("o\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("one", "two");
    }

    @Test
    void a_file_that_comes_later_is_read_from_its_beginning() {
        follow("app.log").begin(List.of(log), Start.NEW);
        follower.poll();
        write("first\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("first");
    }

    @Test
    void a_file_that_was_moved_aside_is_read_to_its_end_and_so_is_the_new_one() throws IOException {
        write("one\n");
        startAgain();
        Files.move(log, folder.resolve("app.log.1"));
        write(folder.resolve("app.log.1"), "two\n");
        write("three\n");
        follower.poll();
        write(folder.resolve("app.log.1"), "late\n");
        follower.poll();
        assertThat(taken.messages()).containsExactlyInAnyOrder("one", "two", "three", "late");
    }

    @Test
    void files_that_were_moved_aside_while_no_follower_ran_are_read_to_their_ends() throws IOException {
        write("one\n");
        startAgain();
        write("two\n");
        Files.move(log, folder.resolve("app.log.1"));
        write(folder.resolve("app.log.0"), "another's\n");
        write("three\n");
        startAgain();
        assertThat(taken.messages()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void a_file_that_was_emptied_begins_again() throws IOException {
        write("one\ntwo\n");
        startAgain();
        truncate();
        write("three\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("one", "two", "three");
    }

    @Test
    void a_file_that_was_emptied_and_has_grown_longer_meanwhile_is_another_one() throws IOException {
        write("one\n");
        startAgain();
        truncate();
        write("a much longer line\nand one more\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("one", "a much longer line", "and one more");
        startAgain();
        write("end\n");
        follower.poll();
        assertThat(taken.messages()).endsWith("and one more", "end").hasSize(4);
    }

    @Test
    void a_file_that_always_begins_the_same_is_followed_through_many_times_of_emptying() throws IOException {
        List<String> expected = new ArrayList<>();
        startAgain();
        for (int i = 0; i < 6; i++) {
            write("head\nline " + i + "\n");
            expected.addAll(List.of("head", "line " + i));
            follower.poll();
            if (i % 2 == 0) {
                startAgain();
            }
            truncate();
            follower.poll();
        }
        assertThat(taken.messages()).containsExactlyElementsOf(expected);
    }

    @Test
    void a_file_that_was_emptied_while_no_follower_ran_begins_again() throws IOException {
        write("head\nquite a long line\n");
        startAgain();
        truncate();
        write("head\nx\n");
        startAgain();
        assertThat(taken.messages()).containsExactly("head", "quite a long line", "head", "x");
    }

    @Test
    void a_file_that_was_emptied_and_is_as_long_as_before_is_another_one() throws IOException {
        write("one\n");
        Files.setLastModifiedTime(log, FileTime.fromMillis(1000));
        startAgain();
        follower.poll();
        truncate();
        write("two\n");
        follower.poll();
        assertThat(taken.messages()).containsExactly("one", "two");
    }

    @Test
    void a_file_of_one_line_without_an_end_is_read_once_it_has_lost_its_name() throws IOException {
        startAgain();
        write("last words");
        follower.poll();
        assertThat(taken.messages()).isEmpty();
        Files.delete(log);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            follower.poll();
            assertThat(taken.messages()).containsExactly("last words");
        });
    }

    @Test
    void patterns_find_what_comes_later_in_folders_that_come_later() throws IOException {
        follow("log/*/app-[0-9].log").begin(List.of(), Start.NEW);
        follower.poll();
        Files.createDirectories(folder.resolve("log/web"));
        write(folder.resolve("log/web/app-1.log"), "yes\n");
        write(folder.resolve("log/web/app-x.log"), "no\n");
        await().untilAsserted(() -> {
            follower.poll();
            assertThat(taken.messages()).containsExactly("yes");
        });
    }

    @Test
    void no_line_is_lost_or_repeated_whatever_happens_in_whatever_order() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            Files.deleteIfExists(log);
            Random random = new Random(seed);
            List<String> written = new ArrayList<>();
            int before = taken.messages().size();
            deleteRotated();
            startAgain();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> startAgain();
                    case 1 -> {
                        if (Files.exists(log)) {
                            Files.move(log, folder.resolve("app.log." + seed + "." + step));
                        }
                    }
                    case 2 -> follower.poll();
                    default -> {
                        String line = seed + ":" + step + "x".repeat(random.nextInt(400));
                        written.add(line);
                        write(line + "\n");
                    }
                }
                if (random.nextInt(3) == 0) {
                    follower.poll();
                }
                // as long as each name is seen at least once
                follower.poll();
            }
            assertThat(taken.messages().subList(before, taken.messages().size()))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(written);
        }
        assertThat(warnings).isEmpty();
    }

    /** Else those of every round would be looked at again in each that follows. */
    private void deleteRotated() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.equals(log)).toList()) {
                Files.delete(file);
            }
        }
    }
}
