package vektra.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.VektraException;

class TimingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> runs(String at, String after, int count) {
        Timing timing = Timing.parse(at, BERLIN);
        List<String> runs = new ArrayList<>();
        Instant last = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            last = timing.next(last);
            runs.add(last.toString());
        }
        return runs;
    }

    @Test
    void daily_runs_follow_the_local_clock() {
        assertThat(runs("02:00 UTC", "2026-01-31T01:59:59Z", 2))
                .containsExactly("2026-01-31T02:00:00Z", "2026-02-01T02:00:00Z");
        assertThat(runs("2:00", "2026-01-31T12:00:00Z", 1)).containsExactly("2026-02-01T01:00:00Z");
        assertThat(runs("2:30 America/New_York", "2026-07-01T00:00:00Z", 1)).containsExactly("2026-07-01T06:30:00Z");
    }

    @Test
    void the_time_itself_is_not_after_it() {
        assertThat(runs("02:00 UTC", "2026-01-31T02:00:00Z", 1)).containsExactly("2026-02-01T02:00:00Z");
    }

    @Test
    void a_time_that_summer_time_leaves_out_runs_at_the_change() {
        assertThat(runs("02:30", "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(runs("02:00", "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void many_times_that_it_leaves_out_run_once() {
        assertThat(runs("*/20 2-3 * * *", "2026-03-29T00:59:00Z", 4))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void a_time_that_comes_twice_runs_the_first_time() {
        assertThat(runs("02:30", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        // between the two, and right after the second
        assertThat(runs("02:30", "2026-10-25T00:45:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
        assertThat(runs("02:30", "2026-10-25T01:45:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void where_midnight_is_left_out_the_day_begins_later() {
        assertThat(runs("00:00 America/Sao_Paulo", "2018-11-03T12:00:00Z", 2))
                .containsExactly("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * 1-5      | 2026-01-02T04:00:00Z | 2026-01-05T03:00:00Z",
                "0 3 * * sun      | 2026-01-02T04:00:00Z | 2026-01-04T03:00:00Z",
                "0 3 * * 7        | 2026-01-02T04:00:00Z | 2026-01-04T03:00:00Z",
                "0 0 29 feb *     | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 0 29 2 *       | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
                "15,45 */6 * * *  | 2026-01-01T00:20:00Z | 2026-01-01T00:45:00Z",
                "0 0 13 * fri     | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "0 0 13 * fri     | 2026-01-09T00:00:00Z | 2026-01-13T00:00:00Z",
                "0 0 */2 * mon    | 2026-01-01T00:00:00Z | 2026-01-05T00:00:00Z",
                "5/20 1 * * *     | 2026-01-01T01:06:00Z | 2026-01-01T01:25:00Z",
                "@weekly          | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
                "@monthly         | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z"
            })
    void cron_expressions(String at, String after, String next) {
        assertThat(runs(at.strip() + " UTC", after, 1)).containsExactly(next);
    }

    @Test
    void runs_only_go_forward_whatever_the_zone_does() {
        Random random = new Random(42);
        List<String> zones = List.of("Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia");
        for (int i = 0; i < 40; i++) {
            Timing timing = Timing.parse(
                    random.nextInt(60) + " " + random.nextInt(24) + " * * * " + zones.get(i % zones.size()), BERLIN);
            Instant last = Instant.parse("2011-01-01T00:00:00Z");
            for (int day = 0; day < 1000; day++) {
                Instant next = timing.next(last);
                assertThat(next).as("%s after %s", timing, last).isAfter(last);
                assertThat(next).as("%s after %s", timing, last).isBefore(last.plus(Duration.ofHours(50)));
                last = next;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "25:00",
                "02:60",
                "2",
                "02:00 Mars/Base",
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "*-3 * * * *",
                "0 0 30 feb *",
                "0 0 * * * UTC UTC",
                "@yearly",
                "a * * * *",
                "1, * * * *",
                "99999999999 * * * *"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> Timing.parse(text, BERLIN)).isInstanceOf(VektraException.class);
    }

    @Test
    void its_text_can_be_typed_again_and_names_the_zone() {
        for (String text : List.of("2:00", "02:00 CEST", "@daily", "0 3 * * mon-fri PST")) {
            Timing timing = Timing.parse(text, BERLIN);
            assertThat(Timing.parse(timing.toString(), ZoneId.of("UTC"))).isEqualTo(timing);
        }
        assertThat(Timing.parse("2:00", BERLIN)).hasToString("02:00 Europe/Berlin");
        assertThat(Timing.parse("02:00 pst", BERLIN)).hasToString("02:00 America/Los_Angeles");
        assertThat(Timing.parse("7:00", BERLIN).hourOfEachDay()).contains(7);
        assertThat(Timing.parse("0 7 * * *", BERLIN).hourOfEachDay()).isEmpty();
    }
}
