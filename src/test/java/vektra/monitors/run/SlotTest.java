package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.model.monitor.Event;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;

/** Whatever happens to a run: each start is followed by a finish, and the last attempt is the one that counts. */
class SlotTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Seen seen = new Seen();
    private final Work work = new Work();

    private Slot slot(int attempts) {
        Settings settings = Work.every(SECOND, attempts, List.of());
        return work.slot("git/clone", settings, seen);
    }

    private static Status run(Slot slot) {
        assertThat(slot.begin()).isTrue();
        return slot.run(SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void however_an_attempt_ends_it_has_a_finish(Status status) {
        work.next.add(status);
        assertThat(run(slot(1))).isEqualTo(status);
        assertThat(seen.lines()).containsExactly("git.clone 0 start", "git.clone 0 " + status.word());
    }

    @Test
    void a_failure_is_tried_again_under_the_same_id_and_the_last_attempt_counts() {
        work.next.addAll(List.of(Status.FAILURE, Status.TIMEOUT, Status.SUCCESS));
        assertThat(run(slot(3))).isEqualTo(Status.SUCCESS);
        assertThat(seen.lines())
                .containsExactly(
                        "git.clone 0 start",
                        "git.clone 0 failure, again",
                        "git.clone 1 start",
                        "git.clone 1 timeout, again",
                        "git.clone 2 start",
                        "git.clone 2 success");
        assertThat(seen.finishes().stream().map(one -> one.attempt().xid()).distinct())
                .hasSize(1)
                .allMatch(xid -> xid.matches("[0-9a-f]{8}"));
    }

    @Test
    void when_all_attempts_fail_the_last_is_the_final_one() {
        work.next.addAll(List.of(Status.FAILURE, Status.FAILURE));
        assertThat(run(slot(2))).isEqualTo(Status.FAILURE);
        assertThat(seen.finishes()).extracting(Event.Finish::last).containsExactly(false, true);
    }

    @Test
    void a_bug_in_a_worker_is_an_error_of_the_attempt() {
        Worker broken = new Worker() {
            @Override
            public Ended attempt(Duration timeout, Printed printed) {
                throw new IllegalStateException("no bus");
            }

            @Override
            public void stop() {}

            @Override
            public void kill() {}

            @Override
            public void close() {}
        };
        Slot slot = new Slot(slot(1).monitor(), 1, "shop", broken, Work.CLOCK, seen);
        assertThat(run(slot)).isEqualTo(Status.ERROR);
        assertThat(seen.lines()).containsExactly("git.clone 0 start", "git.clone 0 error no bus");
    }

    @Test
    void one_that_was_stopped_is_not_tried_again_and_begins_no_run() {
        work.next.add(Status.SKIPPED);
        Slot slot = slot(3);
        assertThat(run(slot)).isEqualTo(Status.SKIPPED);
        slot.stop();
        assertThat(work.stopped).isTrue();
        assertThat(slot.begin()).isFalse();
        assertThat(work.attempts).isEqualTo(1);
    }

    @Test
    void one_run_at_a_time() {
        Slot slot = slot(1);
        assertThat(slot.begin()).isTrue();
        assertThat(slot.begin()).isFalse();
        assertThat(slot.since()).isEqualTo(Work.CLOCK.instant());
        slot.run(SECOND);
        assertThat(slot.since()).isNull();
        assertThat(slot.begin()).isTrue();
    }

    @Test
    void a_retired_one_closes_its_worker_once_its_run_has_ended() {
        Slot slot = slot(1);
        assertThat(slot.begin()).isTrue();
        slot.retire();
        assertThat(work.closed).isFalse();
        slot.run(SECOND);
        assertThat(work.closed).isTrue();
        assertThat(slot.begin()).isFalse();
        assertThat(seen.lines()).containsExactly("git.clone 0 start", "git.clone 0 success");
    }

    @Test
    void one_that_is_not_wanted_any_more_says_so_behind_its_last_run_and_once() {
        Slot slot = slot(1);
        assertThat(slot.begin()).isTrue();
        slot.drop();
        assertThat(seen.lines()).isEmpty();
        slot.run(SECOND);
        slot.retire();
        assertThat(seen.lines()).containsExactly("git.clone 0 start", "git.clone 0 success", "git.clone 0 stop");
        Slot idle = slot(1);
        seen.clear();
        idle.drop();
        assertThat(seen.lines()).containsExactly("git.clone 0 stop");
    }
}
