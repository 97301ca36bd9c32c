package vektra.model.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    private static Instant day(int number) {
        return FIRST.plus(Duration.ofDays(number));
    }

    private static Archive archive(int... days) {
        return new Archive(IntStream.of(days)
                .mapToObj(number -> new Archive.Base("base-" + number, "17", day(number), day(9), null, "last", true))
                .toList());
    }

    @Test
    void a_moment_begins_with_the_last_base_backup_before_it() {
        Archive archive = archive(1, 2, 4);
        assertThat(archive.before(day(3))).get().extracting(Archive.Base::place).isEqualTo("base-2");
        assertThat(archive.before(day(2))).get().extracting(Archive.Base::place).isEqualTo("base-2");
        assertThat(archive.before(day(1).minusMillis(1))).isEmpty();
        assertThat(archive.earliest()).contains(day(1));
        assertThat(archive.newest()).get().extracting(Archive.Base::place).isEqualTo("base-4");
        assertThat(archive().before(day(1))).isEmpty();
        assertThat(archive().earliest()).isEmpty();
    }

    @Test
    void what_no_moment_within_reach_begins_with_is_superfluous() {
        List<Instant> daily =
                IntStream.rangeClosed(0, 12).mapToObj(ArchiveTest::day).toList();
        Instant now = day(12).plusSeconds(3600);
        assertThat(Archive.superfluous(daily, Duration.ofDays(7), now))
                .containsExactly(day(0), day(1), day(2), day(3), day(4));
        assertThat(Archive.superfluous(List.of(day(0)), Duration.ofDays(7), now))
                .isEmpty();
        assertThat(Archive.superfluous(List.of(day(0), day(11)), Duration.ofDays(7), now))
                .as("days between the two begin with the first")
                .isEmpty();
        assertThat(Archive.superfluous(List.of(), Duration.ofDays(7), now)).isEmpty();
    }
}
