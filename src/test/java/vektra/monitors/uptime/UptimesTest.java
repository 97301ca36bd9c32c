package vektra.monitors.uptime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vektra.monitors.uptime.MonitorLines.BEGIN;
import static vektra.monitors.uptime.MonitorLines.ferret;
import static vektra.monitors.uptime.MonitorLines.vektra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.monitor.Status;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.maintenance.Window;

/** What logs say of uptime. */
class UptimesTest {
    private static final Query ALL = Query.since(null, null);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private Uptime stdin(byte[] log, Query query) {
        return new Uptimes(new MonitorFiles(home))
                .read(List.of(Uptimes.STDIN), () -> new ByteArrayInputStream(log), query);
    }

    private Uptime read(MonitorLines log, Query query) {
        return stdin(log.toString().getBytes(UTF_8), query);
    }

    private Source one(MonitorLines log, Query query) {
        Uptime uptime = read(log, query);
        assertThat(uptime.bad()).isZero();
        assertThat(uptime.sources()).hasSize(1);
        return uptime.sources().get(0);
    }

    private Source one(MonitorLines log) {
        return one(log, ALL);
    }

    private static Query between(Duration from, Duration to) {
        return Query.since(BEGIN.plus(from), BEGIN.plus(to));
    }

    // checks, time, coverage

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void both_forms_give_the_same_and_no_output_is_a_result(boolean isFerret) {
        MonitorLines log = isFerret ? ferret() : vektra();
        Source source = one(log.ok(7).fail(2).ok(1));
        assertThat(source.monitors()).containsExactly("monitors_git_clone.1");
        assertThat(source.figures().runs()).isEqualTo(10);
        assertThat(source.figures().checks()).isEqualTo(80);
        assertThat(source.figures().coverage()).isEqualTo(100);
        assertThat(source.figures().upMillis()).isEqualTo(140_000);
        assertThat(source.figures().downMillis()).isEqualTo(40_000);
        assertThat(source.figures().durations().percentile(50)).isCloseTo(1.0, within(0.03));
    }

    @Test
    void time_weighs_a_result_by_how_long_it_lasts() {
        Source source = one(vektra().ok(5)
                .run(Status.TIMEOUT, 0, Duration.ofSeconds(10), "slow")
                .pass(Duration.ofSeconds(20))
                .ok(1));
        // down from the end of the run that failed to that of the next
        assertThat(source.figures().downMillis()).isEqualTo(31_000);
        assertThat(source.figures().checks()).isCloseTo(85.714, within(0.001));
    }

    @Test
    void a_gap_is_neither_up_nor_down_and_lowers_coverage() {
        Source source = one(vektra().ok(10).pass(Duration.ofSeconds(200)).ok(10));
        assertThat(source.figures().time()).isEqualTo(100);
        assertThat(source.figures().upMillis()).isEqualTo(360_000);
        assertThat(source.figures().expected()).isCloseTo(30, within(1.1));
        assertThat(source.figures().coverage()).isCloseTo(66.7, within(3.0));
    }

    @Test
    void from_a_recorded_stop_on_nothing_is_expected_until_the_next_run() {
        MonitorLines log = vektra().ok(10).stop();
        Query day = between(Duration.ZERO, Duration.ofDays(1));
        Source off = one(log, day);
        assertThat(off.figures().expected()).isEqualTo(10);
        assertThat(off.figures().coverage()).isEqualTo(100);
        assertThat(off.figures().upMillis()).isEqualTo(199_000);
        assertThat(off.latest().isStale(BEGIN.plusSeconds(201))).isTrue();
        Source on = one(log.pass(HOUR).ok(10), between(Duration.ZERO, HOUR.plusSeconds(399)));
        assertThat(on.figures().expected()).isEqualTo(20);
        assertThat(on.figures().upMillis()).isEqualTo(199_000 + 198_000);
        assertThat(on.latest().isStale(BEGIN.plus(HOUR).plusSeconds(401))).isFalse();
    }

    @Test
    void a_failure_before_a_stop_is_an_incident_that_ended_with_it() {
        Query day = between(Duration.ZERO, Duration.ofDays(1));
        Source source = one(vektra().ok(3).fail(2).stop(), day);
        assertThat(source.incidents()).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(BEGIN.plusSeconds(61));
            assertThat(one.to()).isEqualTo(BEGIN.plusSeconds(100));
        });
        assertThat(source.figures().downMillis()).isEqualTo(39_000);
    }

    @Test
    void a_stop_long_after_the_last_run_leaves_what_is_between_unknown() {
        Source source = one(vektra().ok(10).pass(HOUR).stop(), between(Duration.ZERO, Duration.ofDays(1)));
        assertThat(source.figures().expected()).isCloseTo(190, within(1.1));
        assertThat(source.figures().coverage()).isCloseTo(5.3, within(0.1));
    }

    @Test
    void a_stop_is_one_of_its_process_alone() {
        MonitorLines log = vektra().ok(10);
        log.of("monitors_git_clone.2", "git.clone").at(Duration.ZERO).ok(5).stop();
        Source source = one(log, between(Duration.ZERO, Duration.ofSeconds(200)));
        assertThat(source.figures().expected()).isEqualTo(15);
        assertThat(source.figures().coverage()).isEqualTo(100);
    }

    @Test
    void a_run_that_is_missing_lowers_coverage_and_time_goes_on() {
        Source source = one(vektra().ok(10).pass(Duration.ofSeconds(20)).ok(10));
        assertThat(source.figures().upMillis()).isEqualTo(400_000);
        assertThat(source.figures().expected()).isEqualTo(21);
    }

    @Test
    void a_run_that_takes_longer_than_the_interval_leaves_none_missing() {
        MonitorLines log = vektra();
        for (int i = 0; i < 5; i++) {
            log.run(Status.TIMEOUT, 0, Duration.ofSeconds(45), "slow");
        }
        assertThat(one(log).figures().coverage()).isEqualTo(100);
    }

    @Test
    void ferret_sleeps_behind_a_run_and_its_interval_may_be_given() {
        MonitorLines log = ferret();
        for (int i = 0; i < 10; i++) {
            log.run(Status.SUCCESS, 0, Duration.ofSeconds(15), null).pass(Duration.ofSeconds(15));
        }
        assertThat(one(log).figures().coverage()).isEqualTo(100);
        assertThat(one(log, ALL.every(Duration.ofSeconds(10))).figures().coverage())
                .isEqualTo(52.631578, within(0.001));
    }

    @Test
    void lines_without_a_time_count_as_checks_alone() {
        Source source = one(vektra().raw("app=x xid=1 source=\"a.b\" i=0 val=100 measure=uptime")
                .raw("app=x xid=1 source=\"a.b\" i=0 val=0 measure=uptime"));
        assertThat(source.figures().checks()).isEqualTo(50);
        assertThat(source.figures().time()).isNaN();
        assertThat(source.figures().coverage()).isNaN();
        assertThat(source.latest()).isNull();
    }

    @Test
    void a_run_that_succeeds_in_a_retry_is_a_success_and_flaky() {
        Source source = one(vektra().ok(3).run(Status.SUCCESS, 1, Duration.ofSeconds(1), null));
        assertThat(source.figures().ok()).isEqualTo(4);
        assertThat(source.figures().flaky()).isEqualTo(1);
    }

    @Test
    void one_that_was_skipped_says_nothing() {
        Source source =
                one(vektra().ok(3).run(Status.SKIPPED, 0, Duration.ZERO, null).ok(1));
        assertThat(source.figures().runs()).isEqualTo(4);
        assertThat(source.figures().runs(Status.SKIPPED)).isEqualTo(1);
        assertThat(source.figures().checks()).isEqualTo(100);
        assertThat(source.figures().expected()).isEqualTo(5);
    }

    // the time in question

    @Test
    void a_window_cuts_the_time_where_it_begins_and_ends() {
        MonitorLines log = vektra().ok(90).fail(90);
        Figures figures = one(log, between(Duration.ofSeconds(1700), Duration.ofSeconds(1900)))
                .figures();
        assertThat(figures.upMillis()).isEqualTo(101_000);
        assertThat(figures.downMillis()).isEqualTo(99_000);
        assertThat(figures.runs()).isEqualTo(10);
        assertThat(figures.coverage()).isEqualTo(100);
    }

    @Test
    void a_monitor_that_stopped_loses_coverage_up_to_the_end_and_is_stale() {
        Source source = one(vektra().ok(180), between(Duration.ZERO, HOUR.multipliedBy(2)));
        assertThat(source.figures().coverage()).isCloseTo(50, within(0.5));
        assertThat(source.figures().time()).isEqualTo(100);
        assertThat(source.latest().isStale(BEGIN.plus(HOUR))).isFalse();
        assertThat(source.latest().isStale(BEGIN.plus(HOUR.plusMinutes(1)))).isTrue();
    }

    @Test
    void each_hour_and_day_has_its_own_figures_which_together_are_those_of_the_whole() {
        MonitorLines log = vektra().at(Duration.ofMinutes(30)).ok(180).fail(90);
        Source hours = one(log, ALL.by(HOUR));
        assertThat(hours.parts().keySet()).containsExactly(BEGIN, BEGIN.plus(HOUR));
        assertThat(hours.parts().get(BEGIN).runs()).isEqualTo(90);
        assertThat(hours.parts().get(BEGIN).upMillis()).isEqualTo(1_799_000);
        assertThat(hours.parts().get(BEGIN.plus(HOUR)).runs()).isEqualTo(180);
        assertThat(hours.parts().get(BEGIN.plus(HOUR)).checks()).isEqualTo(50);
        assertThat(hours.figures().upMillis()).isEqualTo(one(log).figures().upMillis());
        assertThat(hours.figures().downMillis()).isEqualTo(one(log).figures().downMillis());
        assertThat(one(log, ALL.by(Duration.ofDays(1))).parts().keySet()).containsExactly(BEGIN);
    }

    @Test
    void maintenance_counts_neither_as_up_nor_as_down_nor_as_missing() {
        Window window = new Window(BEGIN.plusSeconds(1800), BEGIN.plusSeconds(2400), List.of("git"), null);
        Source source = one(vektra().ok(90).fail(30).ok(60), ALL.without(List.of(window)));
        assertThat(source.figures().runs()).isEqualTo(150);
        assertThat(source.figures().checks()).isEqualTo(100);
        assertThat(source.figures().downMillis()).isLessThanOrEqualTo(1000);
        assertThat(source.figures().coverage()).isEqualTo(100);
        Source stopped = one(
                vektra().ok(90).pass(Duration.ofSeconds(600)).ok(60),
                ALL.without(List.of(new Window(BEGIN.plusSeconds(1780), BEGIN.plusSeconds(2401), List.of(), null))));
        assertThat(stopped.figures().coverage()).isGreaterThan(99);
        Source other = one(vektra().fail(90), ALL.without(List.of(new Window(BEGIN, null, List.of("http"), null))));
        assertThat(other.figures().checks()).isZero();
    }

    // incidents

    @Test
    void an_incident_lasts_from_the_first_failure_to_the_next_success_with_its_reason() {
        Source source = one(vektra().ok(2).fail(3).ok(2));
        assertThat(source.incidents())
                .containsExactly(new Incident(BEGIN.plusSeconds(41), BEGIN.plusSeconds(101), "no route"));
        assertThat(source.latest().status()).isEqualTo(Status.SUCCESS);
        assertThat(source.latest().at()).isEqualTo(BEGIN.plusSeconds(121));
        assertThat(source.latest().reason()).isNull();
    }

    @Test
    void one_that_goes_on_has_no_end() {
        Source source = one(vektra().ok(2).fail(2));
        assertThat(source.incidents()).containsExactly(new Incident(BEGIN.plusSeconds(41), null, "no route"));
        assertThat(source.latest().reason()).isEqualTo("no route");
        assertThat(source.latest().lastSuccess()).isEqualTo(BEGIN.plusSeconds(21));
    }

    @Test
    void one_ends_where_nothing_more_is_known() {
        Source source = one(vektra().ok(2).fail(1).pass(HOUR).ok(1));
        assertThat(source.incidents())
                .containsExactly(new Incident(BEGIN.plusSeconds(41), BEGIN.plusSeconds(41), "no route"));
    }

    @Test
    void ferret_gives_the_last_line_as_the_reason() {
        assertThat(one(ferret().ok(1).fail(1).ok(1)).incidents().get(0).reason())
                .isEqualTo("measure=uptime val=100 it's \"so\"");
    }

    // several monitors of one source

    @ParameterizedTest
    @CsvSource({"POOLED, 1800, 900", "ANY, 900, 0", "ALL, 300, 600", "QUORUM, 600, 300"})
    void a_source_of_several_monitors_is_merged_as_wanted(Merge merge, long up, long down) {
        MonitorLines log = vektra();
        // three monitors that fail for 0, 5 and 10 of 15 minutes, one log behind the other
        log.of("m.1", "git.clone").ok(46);
        log.of("m.2", "git.clone").at(Duration.ZERO).fail(15).ok(31);
        log.of("m.3", "git.clone").at(Duration.ZERO).fail(30).ok(16);
        Source source = one(log, ALL.merged(merge));
        assertThat(source.monitors()).containsExactly("m.1", "m.2", "m.3");
        assertThat(source.figures().upMillis() / 1000).isEqualTo(up);
        assertThat(source.figures().downMillis() / 1000).isEqualTo(down);
        assertThat(source.figures().runs()).isEqualTo(138);
        assertThat(source.figures().coverage()).isEqualTo(100);
    }

    // clocks

    @Test
    void a_clock_that_goes_back_counts_no_time_twice() {
        Source little = one(vektra().ok(100).pass(Duration.ofSeconds(-40)).ok(100));
        assertThat(little.figures().runs()).isEqualTo(200);
        assertThat(little.figures().upMillis()).isEqualTo(197 * 20_000);
        Uptime far = read(vektra().ok(100).pass(HOUR.negated()).ok(100), ALL);
        assertThat(far.jumps()).isEqualTo(1);
        assertThat(far.sources().get(0).figures().upMillis()).isEqualTo(198 * 20_000);
    }

    @Test
    void a_clock_that_goes_on_leaves_a_gap_and_one_by_years_was_set() {
        Uptime hour = read(vektra().ok(100).pass(HOUR).ok(100), ALL);
        assertThat(hour.jumps()).isZero();
        assertThat(hour.sources().get(0).figures().expected()).isCloseTo(380, within(1.1));
        Uptime years = read(
                vektra().at(Duration.ofDays(-20_000)).ok(3).at(Duration.ZERO).ok(100), ALL);
        assertThat(years.jumps()).isEqualTo(1);
        assertThat(years.sources().get(0).figures().coverage()).isEqualTo(100);
    }

    @Test
    void what_was_written_with_a_time_to_come_does_not_count() {
        MonitorLines log = vektra().ok(10)
                .at(Duration.ofDays(9999))
                .fail(1)
                .at(Duration.ofSeconds(200))
                .ok(10);
        Source source = one(log, between(Duration.ZERO, Duration.ofSeconds(390)));
        assertThat(source.figures().runs()).isEqualTo(20);
        assertThat(source.figures().coverage()).isEqualTo(100);
    }

    // lines that are not whole

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ts=2026-11-22T00:00",
                "ts=2026-11-22T00:00:00.000Z app=shop xid=1 source=git.clo",
                "ts=2026-11-22T00:00:00.000Z app=shop xid=1 source=git.clone i=0 at=finish status=succ",
                "ts=2026-11-22T00:00:00.000Z app=shop xid=1 source=git.clone i=0 at=finish status=success elapsed=0.62",
                "ts=2026-11-22T00:00:00.000Z app=shop xid=1 source=git.clone i=0 at=output out=\"measure=uptime val=100",
                "app=shop xid=1 source=\"git.clone\" i=0 val=10 measure=uptime",
                "app=shop xid=1 source=\"git.clone\" i=0 val=100",
            })
    void a_line_that_was_cut_off_is_counted_and_not_guessed(String line) {
        Uptime uptime = read(vektra().ok(1).raw(line).ok(1), ALL);
        assertThat(uptime.bad()).isEqualTo(1);
        assertThat(uptime.sources()).hasSize(1);
        assertThat(uptime.sources().get(0).figures().runs()).isEqualTo(2);
    }

    @Test
    void lines_of_others_are_passed_over() {
        Uptime uptime = read(
                vektra().raw("")
                        .raw("hello=world")
                        .raw("Nov 22 sshd[1]: no monitor at all")
                        .raw("\r")
                        .ok(1),
                ALL);
        assertThat(uptime.bad()).isZero();
        assertThat(uptime.sources()).hasSize(1);
    }

    @Test
    void a_line_of_megabytes_is_bad_and_those_around_it_count() {
        Uptime uptime =
                read(vektra().ok(1).raw("source=x out=" + "x".repeat(5 << 20)).ok(1), ALL);
        assertThat(uptime.bad()).isEqualTo(1);
        assertThat(uptime.sources().get(0).figures().runs()).isEqualTo(2);
    }

    @Test
    void a_last_line_without_its_end_counts_when_it_is_whole() {
        byte[] log = vektra().ok(2).toString().getBytes(UTF_8);
        assertThat(stdin(Arrays.copyOf(log, log.length - 1), ALL)
                        .sources()
                        .get(0)
                        .figures()
                        .runs())
                .isEqualTo(2);
        Uptime cut = stdin(Arrays.copyOf(log, log.length - 90), ALL);
        assertThat(cut.bad()).isEqualTo(1);
        assertThat(cut.sources().get(0).figures().runs()).isEqualTo(1);
    }

    // where logs come from

    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void a_compressed_log_is_read_from_stdin_and_from_files_and_as_far_as_it_goes() throws IOException {
        byte[] log = packed(vektra().ok(1000).toString().getBytes(UTF_8));
        assertThat(stdin(log, ALL).sources().get(0).figures().runs()).isEqualTo(1000);
        Path file = Files.write(home.resolve("log.gz"), Arrays.copyOf(log, log.length / 2));
        Uptime half = new Uptimes(new MonitorFiles(home)).read(List.of(file), InputStream::nullInputStream, ALL);
        assertThat(half.bad()).isBetween(1L, 2L);
        assertThat(half.sources().get(0).figures().runs()).isBetween(300L, 700L);
    }

    @Test
    void the_log_of_the_home_is_all_its_files() throws IOException {
        MonitorFiles files = new MonitorFiles(home);
        Files.createDirectories(files.logs());
        Files.write(
                files.logs().resolve("2026-11-22T000500.000Z.log.gz"),
                packed(vektra().ok(15).toString().getBytes(UTF_8)));
        Files.writeString(
                files.current(), vektra().at(Duration.ofSeconds(300)).ok(15).toString());
        Source source = new Uptimes(files)
                .read(between(Duration.ZERO, Duration.ofSeconds(600)))
                .sources()
                .get(0);
        assertThat(source.figures().runs()).isEqualTo(30);
        assertThat(source.figures().coverage()).isEqualTo(100);
        assertThat(source.figures().upMillis()).isEqualTo(599_000);
    }

    @Test
    void without_a_log_there_is_nothing_and_one_that_is_named_must_be_there() {
        Uptimes uptimes = new Uptimes(new MonitorFiles(home));
        assertThat(uptimes.read(Query.since(null, Instant.now())).sources()).isEmpty();
        assertThatThrownBy(() -> uptimes.read(List.of(home.resolve("none")), InputStream::nullInputStream, ALL))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("there is no log");
    }
}
