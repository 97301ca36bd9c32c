package vektra.monitors.run;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.monitor.Event;
import vektra.monitors.MonitorFiles;
import vektra.monitors.line.VektraForm;
import vektra.monitors.log.LogFile;
import vektra.monitors.log.LogLimits;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** The clock of the machine is set while monitors run: they go on at their rate, and no time counts twice. */
class ClockJumpsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int RUNS = 100;

    @TempDir
    Path home;

    /** Shows what it is set to. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Uptime afterJump(Duration jump) {
        SetClock clock = new SetClock();
        Schedule schedule = new Schedule(Runnable::run, bound -> 0);
        VektraForm form = new VektraForm(UnaryOperator.identity());
        try (LogFile log = new LogFile(new MonitorFiles(home), LogLimits.USUAL, clock, warning -> {})) {
            Work work = new Work();
            Slot slot = new Slot(
                    work.slot("git/clone", Work.every(INTERVAL, 1, List.of()), event -> {})
                            .monitor(),
                    1,
                    "vektra",
                    work,
                    clock,
                    (Event event) -> log.append(form.line(event)));
            schedule.add(slot, 0);
            for (int run = 0; run < 2 * RUNS; run++) {
                schedule.begin(INTERVAL.multipliedBy(run).toNanos());
                clock.now = clock.now.plus(INTERVAL).plus(run == RUNS - 1 ? jump : Duration.ZERO);
            }
        }
        return new Uptimes(new MonitorFiles(home)).read(Query.since(null, null));
    }

    private static Source all(Uptime uptime) {
        Source source = uptime.sources().get(0);
        assertThat(uptime.bad()).isZero();
        assertThat(source.figures().runs()).isEqualTo(2 * RUNS);
        assertThat(source.figures().checks()).isEqualTo(100);
        assertThat(source.incidents()).isEmpty();
        return source;
    }

    @Test
    void forward_leaves_a_gap_of_which_nothing_is_known() {
        Uptime uptime = afterJump(Duration.ofHours(1));
        assertThat(uptime.jumps()).isZero();
        assertThat(all(uptime).figures().upMillis()).isEqualTo((2 * RUNS - 2) * INTERVAL.toMillis());
    }

    @Test
    void back_is_reported_and_the_time_that_passes_twice_counts_once() {
        Uptime uptime = afterJump(Duration.ofHours(-1));
        assertThat(uptime.jumps()).isOne();
        assertThat(all(uptime).figures().upMillis()).isEqualTo((2 * RUNS - 2) * INTERVAL.toMillis());
    }
}
