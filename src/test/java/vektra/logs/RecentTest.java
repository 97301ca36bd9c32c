package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.logs.line.Batch;
import vektra.logs.line.BatchBuilder;
import vektra.model.logs.LogLine;

/** An app is shown the lines that came since it was made, whatever time their senders give. */
class RecentTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private void take(Instant now, Instant written, String message) {
        BatchBuilder builder = new BatchBuilder("syslog:1", Routing.stream("shop"));
        byte[] bytes = message.getBytes(UTF_8);
        builder.add(LogLine.micros(written), 14, 0, false, bytes, 0, bytes.length);
        ByteBuffer record = builder.finish(1);
        Batch batch = Batch.read(record, 0, record.limit());
        assertThat(batch).isNotNull();
        try (Recent recent = new Recent(folder, Clock.fixed(now, ZoneOffset.UTC))) {
            recent.accept(batch);
        }
    }

    private List<String> since(Instant made) throws IOException {
        List<String> messages = new ArrayList<>();
        try (RecentReader reader = new RecentReader(folder, "shop", LogLine.micros(made))) {
            reader.read(line -> messages.add(line.message()));
        }
        return messages;
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, 7_200, 2, 0, -3_600})
    void a_line_counts_from_when_it_was_taken(long ago) throws IOException {
        take(NOON, NOON.minusSeconds(ago), "late");
        assertThat(since(NOON.minusSeconds(1))).containsExactly("late");
        assertThat(since(NOON.plusSeconds(4_000))).isEmpty();
    }

    @Test
    void lines_that_an_earlier_app_of_the_name_got_stay_hidden() throws IOException {
        take(NOON, NOON.minusSeconds(3_600), "theirs, late");
        take(NOON, NOON, "theirs");
        take(NOON.plusSeconds(20), NOON.minusSeconds(3_600), "ours, late");
        take(NOON.plusSeconds(20), NOON.plusSeconds(20), "ours");
        assertThat(since(NOON.plusSeconds(10))).containsExactly("ours, late", "ours");
        assertThat(since(NOON)).hasSize(4);
    }
}
