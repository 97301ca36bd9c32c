package vektra.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @Test
    void reads_what_java_time_writes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = i % 2 == 0
                    ? Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L))
                    : Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
            assertThat(Timestamp.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T07:07:21.123456789Z",
                "2026-11-22T07:07:21.12Z",
                "+12026-11-22T07:07:21Z",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:61Z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:00",
                "",
                "Z",
                "0000-00-00T00:00:00Z",
                "٢٠٢٦-01-01T00:00:00Z",
                "2026-01-01T00:00:00,123Z",
                "2026-01-01T00:00:00+Z123Z"
            })
    void agrees_with_java_time_on_everything_else(String text) {
        Throwable refused = catchThrowable(() -> Instant.parse(text));
        if (refused == null) {
            assertThat(Timestamp.parse(text)).isEqualTo(Instant.parse(text));
        } else {
            assertThat(catchThrowable(() -> Timestamp.parse(text))).isInstanceOf(DateTimeException.class);
        }
    }
}
