package vektra.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.VektraException;

class MomentTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-28 14:05:10, 2026-11-28T13:05:10Z",
        "2026-07-01 14:05, 2026-07-01T12:05:00Z",
        "2026-11-28T14:05:10.123456, 2026-11-28T13:05:10.123456Z",
        "2026-11-28 14:05:10 UTC, 2026-11-28T14:05:10Z",
        "2026-11-28 14:05:10 America/New_York, 2026-11-28T19:05:10Z",
        "2026-11-28 14:05:10 PST, 2026-11-28T22:05:10Z",
        "2026-11-28T14:05:10+01:00, 2026-11-28T13:05:10Z",
        "2026-11-28 14:05+00, 2026-11-28T14:05:00Z",
        "2026-11-28T14:05:10Z, 2026-11-28T14:05:10Z",
        "2026-11-28, 2026-11-28T00:00:00Z",
        "90m, 2026-11-30T10:30:00Z",
        "2026-10-25 01:59:59, 2026-10-24T23:59:59Z",
        "2026-10-25 03:00, 2026-10-25T02:00:00Z"
    })
    void a_moment_is_what_a_clock_showed_in_its_zone(String typed, Instant meant) {
        assertThat(Moment.of(typed, NOW, BERLIN)).isEqualTo(meant);
    }

    @Test
    void a_time_that_the_change_of_the_clock_leaves_out_or_repeats_is_none() {
        assertThatThrownBy(() -> Moment.of("2026-03-29 02:30", NOW, BERLIN))
                .hasMessageContaining("'2026-03-29 02:30' is left out by the change of the clock in Europe/Berlin");
        assertThatThrownBy(() -> Moment.of("2026-10-25 02:30", NOW, BERLIN))
                .hasMessageContaining("comes twice")
                .isInstanceOfSatisfying(
                        VektraException.class,
                        e -> assertThat(String.valueOf(e.next()))
                                .isEqualTo("2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"));
        // which are read
        assertThat(Moment.of("2026-10-25T02:30+01:00", NOW, BERLIN)).isEqualTo("2026-10-25T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "", "2026-13-01 12:00", "2026-02-30 12:00", "12:00", "2026-11-28 14:05 Nowhere/Land"})
    void anything_else_is_refused(String typed) {
        assertThatThrownBy(() -> Moment.of(typed, NOW, BERLIN)).isInstanceOf(VektraException.class);
    }
}
