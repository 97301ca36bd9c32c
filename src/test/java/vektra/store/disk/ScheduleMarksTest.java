package vektra.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vektra.model.name.Id;

class ScheduleMarksTest {
    private static final String ONE = "c85fc738-bb6b-4b84-8ff7-81100df16e04";
    private static final Instant NOW = Instant.ofEpochMilli(2_000);

    @Test
    void one_whose_time_has_come() {
        assertThat(ScheduleMarks.due(Set.of(ONE + ".json", "2000-1000-" + ONE), NOW))
                .containsExactly(new Id(ONE));
        assertThat(ScheduleMarks.due(Set.of(ONE + ".json", "2001-1000-" + ONE), NOW))
                .isEmpty();
    }

    @Test
    void one_that_was_done_when_the_clock_was_far_ahead() {
        assertThat(ScheduleMarks.due(Set.of(ONE + ".json", "9000000-8000000-" + ONE), NOW))
                .containsExactly(new Id(ONE));
    }

    @Test
    void one_that_lost_its_mark_is_read_itself() {
        assertThat(ScheduleMarks.due(Set.of(ONE + ".json"), NOW)).containsExactly(new Id(ONE));
    }
}
