package vektra.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.addon.Backup;
import vektra.model.addon.Holdings;
import vektra.model.text.VektraException;

class KeepTest {
    private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");

    private static Backup backup(int number, Instant at) {
        return new Backup(number, "book-" + number, null, at, at, 10, Holdings.of("1 table"), null, null, null);
    }

    /** One each day. */
    private static List<Backup> daily(int count) {
        List<Backup> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(backup(i + 1, START.plus(Duration.ofDays(i))));
        }
        return all;
    }

    private static List<Integer> kept(String keep, List<Backup> all) {
        Set<Backup> gone = Keep.parse(keep).superfluous(all, ZoneOffset.UTC);
        return all.stream()
                .filter(one -> !gone.contains(one))
                .map(Backup::number)
                .toList();
    }

    @Test
    void the_newest_of_each_day_week_and_month_stays() {
        // 2026-01-01 is a Thursday; the 60th day is the 1st of March, a Sunday
        assertThat(kept("3d", daily(60))).containsExactly(58, 59, 60);
        assertThat(kept("2w", daily(60))).containsExactly(53, 60);
        assertThat(kept("12m", daily(60))).containsExactly(31, 59, 60);
        assertThat(kept("3d,2w,12m", daily(60))).containsExactly(31, 53, 58, 59, 60);
        assertThat(kept("1y", daily(60))).containsExactly(60);
    }

    @Test
    void of_several_on_a_day_the_last_stays() {
        List<Backup> all =
                List.of(backup(1, START), backup(2, START.plusSeconds(60)), backup(3, START.plus(Duration.ofDays(1))));
        assertThat(kept("7d", all)).containsExactly(2, 3);
    }

    @Test
    void days_without_a_backup_do_not_count() {
        List<Backup> all = List.of(backup(1, START), backup(2, START.plus(Duration.ofDays(90))));
        assertThat(kept("2d", all)).containsExactly(1, 2);
    }

    @Test
    void a_day_is_one_of_the_zone() {
        List<Backup> all = List.of(
                backup(1, Instant.parse("2026-06-01T21:00:00Z")), backup(2, Instant.parse("2026-06-01T23:00:00Z")));
        Keep keep = Keep.parse("2d");
        assertThat(keep.superfluous(all, ZoneOffset.UTC)).containsExactly(all.get(0));
        assertThat(keep.superfluous(all, ZoneId.of("Europe/Berlin"))).isEmpty();
    }

    @Test
    void a_week_over_new_year_is_one_week() {
        List<Backup> all = List.of(
                backup(1, Instant.parse("2025-12-30T12:00:00Z")), backup(2, Instant.parse("2026-01-02T12:00:00Z")));
        assertThat(kept("5w", all)).containsExactly(2);
    }

    @Test
    void the_newest_always_stays_and_all_means_all() {
        assertThat(kept("1d", daily(1))).containsExactly(1);
        assertThat(kept("1m", List.of(backup(5, START), backup(2, START)))).containsExactly(5);
        assertThat(kept("all", daily(400))).hasSize(400);
        assertThat(Keep.parse("1d").superfluous(List.of(), ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void after_years_the_usual_leaves_a_bounded_number() {
        assertThat(Keep.USUAL.superfluous(daily(2000), ZoneOffset.UTC)).hasSizeGreaterThanOrEqualTo(2000 - 23);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "0d", "d", "7d,", "7d;4w", "7d,3d", "-1d", "7 d", "7h", "99999d"})
    void what_says_nothing_is_refused(String text) {
        assertThatThrownBy(() -> Keep.parse(text)).isInstanceOf(VektraException.class);
    }

    @Test
    void its_text_can_be_typed_again() {
        for (String text : List.of("7d,4w,12m", "all", "2y")) {
            assertThat(Keep.parse(text)).hasToString(text);
        }
    }
}
