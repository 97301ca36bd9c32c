package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;

/** When runs begin, on a clock that the test moves. */
class ScheduleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** Nothing may depend on a clock that begins at zero, or on a sign. */
    private static final long START = Long.MAX_VALUE - 5 * SECOND;

    private final Seen seen = new Seen();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Schedule schedule = new Schedule(waiting::add, bound -> 0);

    private Slot add(String path, int seconds, String... needs) {
        return add(new Work(), path, seconds, needs);
    }

    private Slot add(Work work, String path, int seconds, String... needs) {
        Slot slot = work.slot(path, Work.every(Duration.ofSeconds(seconds), 1, List.of(needs)), seen);
        schedule.add(slot, START);
        return slot;
    }

    /** Begins what is to begin then, and runs all of it; the lines are those of that moment. */
    private List<String> at(double second) {
        begin(second);
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
        List<String> lines = seen.lines();
        seen.clear();
        return lines;
    }

    private Long begin(double second) {
        return schedule.begin(START + (long) (second * SECOND));
    }

    @Test
    void runs_begin_at_a_fixed_rate_whatever_they_take() {
        add("git/clone", 20);
        assertThat(at(0)).containsExactly("git.clone 0 start", "git.clone 0 success");
        assertThat(at(19.9)).isEmpty();
        // begun late, the next is not
        assertThat(at(23)).hasSize(2);
        assertThat(at(39.9)).isEmpty();
        assertThat(at(40)).hasSize(2);
    }

    @Test
    void the_time_of_the_next_run_is_known() {
        assertThat(begin(0)).isNull();
        add("git/clone", 20);
        add("http/curl", 7);
        assertThat(begin(0)).isEqualTo(START + 7 * SECOND);
        assertThat(begin(14.5)).isEqualTo(START + 20 * SECOND);
    }

    @Test
    void what_was_missed_is_not_made_up_for() {
        add("git/clone", 20);
        at(0);
        assertThat(at(605)).containsExactly("git.clone 0 start", "git.clone 0 success");
        assertThat(at(619)).isEmpty();
        assertThat(at(620)).hasSize(2);
    }

    @Test
    void a_run_that_takes_longer_than_the_interval_has_the_next_skipped() {
        Slot slow = add("git/clone", 20);
        begin(0);
        begin(20);
        assertThat(seen.lines()).containsExactly("git.clone 0 skipped overrun");
        begin(40);
        assertThat(seen.lines()).hasSize(2);
        seen.clear();
        waiting.remove(0).run();
        assertThat(slow.standing()).isEqualTo(Status.SUCCESS);
        assertThat(at(60)).contains("git.clone 0 success");
    }

    @Test
    void a_slow_one_starves_no_other() {
        add("slow/one", 1);
        add("fast/one", 1);
        begin(0);
        // the slow one is left hanging
        waiting.remove(waiting.size() - 1).run();
        waiting.clear();
        seen.clear();
        for (int second = 1; second < 50; second++) {
            assertThat(at(second))
                    .hasSize(3)
                    .filteredOn(line -> line.endsWith(" skipped overrun"))
                    .hasSize(1);
        }
    }

    @Test
    void the_first_run_is_moved_by_at_most_the_jitter() {
        List<Integer> bounds = new ArrayList<>();
        IntUnaryOperator latest = bound -> {
            bounds.add(bound);
            return bound - 1;
        };
        Schedule jittery = new Schedule(waiting::add, latest);
        Settings settings = new Settings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                1,
                Duration.ZERO,
                0,
                null,
                10,
                List.of(),
                null,
                Duration.ZERO);
        jittery.add(new Work().slot("git/clone", settings, seen), 0);
        assertThat(bounds).containsExactly(2001);
        assertThat(jittery.begin(0)).isEqualTo(2 * SECOND);
        assertThat(jittery.begin(2 * SECOND)).isEqualTo(22 * SECOND);
    }

    @Test
    void what_needs_one_that_is_down_is_skipped_until_that_is_up() {
        Work net = new Work();
        add(net, "net/ping", 20);
        add("git/clone", 20, "net.ping");
        add("git/push", 20, "git.clone");
        net.next.add(Status.FAILURE);
        // nothing is known yet
        assertThat(at(0)).contains("git.clone 0 success", "git.push 0 success", "net.ping 0 failure");
        net.next.add(Status.TIMEOUT);
        assertThat(at(20))
                .contains(
                        "git.clone 0 skipped net.ping is down",
                        "git.push 0 skipped git.clone is down",
                        "net.ping 0 timeout");
        assertThat(at(40)).contains("git.clone 0 skipped net.ping is down", "net.ping 0 success");
        assertThat(at(60)).contains("git.clone 0 success", "git.push 0 success");
    }

    @Test
    void a_skipped_run_of_what_is_needed_says_nothing() {
        Work net = new Work();
        add(net, "net/ping", 20);
        add("git/clone", 20, "net.ping");
        at(0);
        net.next.add(Status.SKIPPED);
        at(20);
        assertThat(at(40)).contains("git.clone 0 success");
    }

    @Test
    void one_that_was_removed_begins_no_run() {
        Slot slot = add("git/clone", 20);
        at(0);
        schedule.remove(slot);
        assertThat(at(20)).isEmpty();
    }

    @Test
    void a_run_without_a_thread_is_skipped_and_the_next_is_made() {
        List<Runnable> taken = new ArrayList<>();
        Schedule full = new Schedule(
                work -> {
                    if (taken.isEmpty()) {
                        taken.add(work);
                        throw new RejectedExecutionException("full");
                    }
                    work.run();
                },
                bound -> 0);
        full.add(new Work().slot("git/clone", Work.every(Duration.ofSeconds(1), 1, List.of()), seen), 0);
        full.begin(0);
        assertThat(seen.lines()).containsExactly("git.clone 0 skipped no thread: full");
        full.begin(SECOND);
        assertThat(seen.lines()).contains("git.clone 0 success");
    }
}
