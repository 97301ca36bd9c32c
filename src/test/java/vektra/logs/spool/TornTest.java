package vektra.logs.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.logs.Routing;
import vektra.logs.line.Batch;
import vektra.logs.line.BatchBuilder;

/** What a kill cut off while it was written counts as lost exactly when nothing sends it again. */
class TornTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    @TempDir
    Path folder;

    private Spool open() throws IOException {
        return new Spool(folder, Clock.systemUTC(), new Spool.Place(0, 0), () -> {});
    }

    private static Batch record(String origin, long position, int lines) {
        BatchBuilder builder = new BatchBuilder(origin, Routing.stream("shop"));
        for (int i = 0; i < lines; i++) {
            byte[] bytes = (origin + " " + position + "." + i).getBytes(UTF_8);
            builder.add(1_700_000_000_000_000L, 6, 0, false, bytes, 0, bytes.length);
        }
        ByteBuffer bytes = builder.finish(position);
        Batch batch = Batch.read(bytes, 0, bytes.limit());
        assertThat(batch).isNotNull();
        return batch;
    }

    /** A spool whose last record, of seven lines, is torn. */
    private void torn(String origin) throws IOException {
        try (Spool spool = open()) {
            spool.append(record(origin, 1, 3));
            spool.append(record("another", 1, 2));
            spool.append(record(origin, 2, 7));
        }
        tear();
    }

    private void tear() throws IOException {
        try (Stream<Path> files = Files.list(folder);
                RandomAccessFile last = new RandomAccessFile(
                        files.filter(file -> file.toString().endsWith(".log"))
                                .max(Path::compareTo)
                                .orElseThrow()
                                .toFile(),
                        "rw")) {
            last.setLength(last.length() - 5);
        }
    }

    /** How many lines a drain of the app would count as lost, and those that it would get. */
    private static long lost(Spool spool, List<String> lines) throws IOException {
        long lost = 0;
        try (SpoolReader reader = new SpoolReader(spool.segments())) {
            reader.seek(0, 0);
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                lost += batch.stream().app().equals("shop") ? batch.lost() : 0;
                batch.forEach(line -> lines.add(line.message()));
            }
            return lost + reader.missing();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b6e1bb2-8a5e-4e0e-9b54-0d1c6a4f8a77", "run"})
    void lines_that_come_again_are_not_lost(String origin) throws IOException {
        torn(origin);
        try (Spool spool = open()) {
            assertThat(spool.position(origin)).isEqualTo(1);
            spool.giveUp(LONG);
            spool.append(record(origin, 2, 7));
            spool.giveUp(0);
            List<String> lines = new ArrayList<>();
            assertThat(lost(spool, lines)).isZero();
            assertThat(lines).hasSize(12).doesNotHaveDuplicates();
        }
        assertThat(folder.resolve("torn")).doesNotExist();
    }

    @Test
    void lines_of_a_sender_that_does_not_come_back_are_counted_once() throws IOException {
        torn("gone");
        open().close();
        try (Spool spool = open()) {
            spool.giveUp(0);
            spool.giveUp(0);
            assertThat(lost(spool, new ArrayList<>())).isEqualTo(7);
            assertThat(spool.position("gone"))
                    .as("then it must not deliver them either")
                    .isEqualTo(2);
        }
    }

    @Test
    void a_second_kill_in_the_same_place_changes_no_count() throws IOException {
        torn("feed");
        try (Spool spool = open()) {
            spool.append(record("feed", 2, 7));
        }
        tear();
        try (Spool spool = open()) {
            spool.giveUp(LONG);
            assertThat(lost(spool, new ArrayList<>())).isZero();
            spool.giveUp(0);
            assertThat(lost(spool, new ArrayList<>())).isEqualTo(7);
        }
    }

    @Test
    void a_kill_before_the_note_of_it_was_deleted_changes_no_count() throws IOException {
        torn("feed");
        byte[] note;
        try (Spool spool = open()) {
            note = Files.readAllBytes(folder.resolve("torn"));
            spool.append(record("feed", 2, 7));
        }
        Files.write(folder.resolve("torn"), note);
        try (Spool spool = open()) {
            spool.giveUp(0);
            assertThat(lost(spool, new ArrayList<>())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"syslog:1", "syslog:42", "router"})
    void lines_that_no_sender_has_any_more_are_counted_at_once(String origin) throws IOException {
        torn(origin);
        try (Spool spool = open()) {
            spool.giveUp(LONG);
            assertThat(lost(spool, new ArrayList<>())).isEqualTo(7);
        }
    }

    @Test
    void lines_of_a_file_lie_there_still() throws IOException {
        torn("file:/var/log/a.log");
        try (Spool spool = open()) {
            spool.giveUp(0);
            assertThat(lost(spool, new ArrayList<>())).isZero();
        }
    }
}
