package vektra.cli.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.InProcess;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.monitors.MonitorFiles;
import vektra.monitors.line.VektraForm;

/** The commands that say what the log of monitors proves. */
class MonitorsUptimeTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path folder;

    private String ran(int code, String stdin, String... words) {
        InProcess.Ended ended = InProcess.run(Map.of("VEKTRA_HOME", home().toString()), folder, stdin, words);
        assertThat(ended.code()).as("%s", ended).isEqualTo(code);
        return code == 0 && !ended.out().isEmpty() ? ended.out() : ended.err();
    }

    private String ran(String... words) {
        return ran(0, "", words);
    }

    private Path home() {
        return folder.resolve("home");
    }

    /** A log of runs every 20 seconds that ends now, of which the last so many failed. */
    private static String log(String source, int runs, int failed) {
        StringBuilder text = new StringBuilder();
        VektraForm form = new VektraForm(printed -> printed);
        for (int i = 0; i < runs; i++) {
            Instant end = NOW.minusSeconds(20L * (runs - 1 - i));
            Attempt attempt = new Attempt("shop", "9f1c02ab", "monitors_" + source + ".1", source, 0);
            Status status = i < runs - failed ? Status.SUCCESS : Status.FAILURE;
            Event start =
                    new Event.Start(attempt, end.minusSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(180));
            Event finish = new Event.Finish(
                    attempt,
                    end,
                    status,
                    0,
                    Duration.ofMillis(100),
                    true,
                    false,
                    i < runs - failed ? null : "no route");
            text.append(form.line(start)).append('\n').append(form.line(finish)).append('\n');
        }
        return text.toString();
    }

    private void log(String text) throws IOException {
        MonitorFiles files = new MonitorFiles(home());
        Files.createDirectories(files.logs());
        Files.writeString(files.current(), text);
    }

    @Test
    void a_table_shows_checks_time_and_coverage_together() throws IOException {
        log(log("git.clone", 100, 10) + log("http.curl", 100, 0) + "ts=2026 torn");
        String table = ran("monitors:uptime");
        assertThat(table.lines().toList().get(0))
                .matches("SOURCE +CHECKS +TIME +COVERAGE +RUNS +FLAKY +P50 +P95 +INCIDENTS");
        assertThat(table)
                .containsPattern("git.clone +90.000% +9[01].\\d+% +100.000% +100 +0 +0.1\\d+s +0.1\\d+s +1\n")
                .containsPattern("http.curl +100.000% +100.000% +100.000% +100 +0 ");
        assertThat(InProcess.run(Map.of("VEKTRA_HOME", home().toString()), folder, "", "monitors:uptime")
                        .err())
                .contains("1 line could not be read and does not count");
    }

    @Test
    void names_are_sources_groups_and_paths_and_an_unknown_one_is_an_error() throws IOException {
        log(log("git.clone", 3, 0) + log("http.curl", 3, 0));
        for (String name :
                new String[] {"git.clone", "git", "monitors/git/clone", "./monitors/git/clone", "monitors_git.clone"}) {
            assertThat(ran("monitors:uptime", name))
                    .as(name)
                    .contains("git.clone")
                    .doesNotContain("http.curl");
        }
        assertThat(ran(3, "", "monitors:uptime", "git.clon")).contains("no source called 'git.clon'", "git.clone");
    }

    @Test
    void logs_are_files_and_stdin() throws IOException {
        Files.writeString(folder.resolve("old.log"), log("git.clone", 3, 0));
        assertThat(ran("monitors:uptime", "old.log")).contains("git.clone");
        assertThat(ran(0, log("ssh.path", 3, 1), "monitors:uptime", "-")).containsPattern("ssh.path +66.667%");
        assertThat(ran(3, "", "monitors:uptime", "none.log")).contains("there is no log");
    }

    @Test
    void csv_has_a_line_for_each_step() throws IOException {
        log(log("git.clone", 400, 100));
        String csv = ran("monitors:uptime", "--by", "hour", "--format", "csv");
        assertThat(csv.lines().toList().get(0))
                .isEqualTo("source,from,to,runs,ok,flaky,checks_percent,time_percent,coverage_percent,"
                        + "up_seconds,down_seconds,p50_seconds,p95_seconds");
        assertThat(csv.lines().skip(1))
                .hasSizeBetween(3, 4)
                .allMatch(line -> line.matches("git.clone,[0-9T:Z-]+,[0-9T:Z-]+,\\d+,.*"));
        assertThat(ran("monitors:uptime", "--by", "day"))
                .containsPattern("git.clone +20\\d\\d-\\d\\d-\\d\\d 00:00:00 UTC ");
    }

    @Test
    void json_is_the_same_by_both_options() throws IOException {
        log(log("git.clone", 10, 2));
        String json = ran("monitors:uptime", "--since", "2026-01-01", "--json");
        assertThat(json)
                .contains("\"checks_percent\" : 80.0", "\"failure\" : 2", "\"reason\" : \"no route\"", "\"to\" : null");
        String[] words = {"monitors:uptime", "--since", "2026-01-01", "--until", NOW.toString(), "--format", "json"};
        assertThat(ran(words)).isEqualTo(ran("monitors:uptime", words[1], words[2], words[3], words[4], "--json"));
    }

    @Test
    void a_wrong_option_says_what_is_expected() {
        assertThat(ran(2, "", "monitors:uptime", "--since", "soon")).contains("'soon'", "7d");
        assertThat(ran(2, "", "monitors:uptime", "--by", "week")).contains("'week'", "day");
        assertThat(ran(2, "", "monitors:uptime", "--merge", "some")).contains("'some'", "any");
        assertThat(ran(2, "", "monitors:slo", "--objective", "100")).contains("'100'", "99.9");
        assertThat(ran(2, "", "monitors:maintenance", "begin")).contains("'begin'", "start");
    }

    @Test
    void without_a_log_commands_say_so() {
        assertThat(ran("monitors:uptime")).contains("No runs of monitors");
        assertThat(ran("monitors:slo")).contains("No runs of monitors");
        assertThat(ran("monitors:logs")).isEmpty();
        assertThat(ran("monitors:maintenance")).contains("No maintenance");
    }

    @Test
    void the_budget_goes_by_the_time_that_a_service_was_down() throws IOException {
        // an hour, of which the last six minutes failed
        log(log("git.clone", 180, 18));
        String table = ran("monitors:slo", "--objective", "99", "--period", "1d");
        assertThat(table)
                .containsPattern("SOURCE +OBJECTIVE +TIME +BUDGET LEFT +LEFT +BURN 1H +BURN 6H +BURN 24H")
                .containsPattern("git.clone +99.0% +90.\\d+% +8.[67] min +60.\\d% +9.\\d\\d +9.\\d\\d +9.\\d\\d");
        assertThat(ran("monitors:slo", "--json"))
                .contains("\"objective_percent\" : 99.9", "\"budget_seconds\" : 2592.0", "\"burn_1h\" : 9");
    }

    @Test
    void maintenance_begins_ends_and_takes_runs_out() throws IOException {
        log(log("git.clone", 30, 30));
        assertThat(ran("monitors:maintenance", "start", "git", "--from", "20m", "--for", "1h", "--reason", "disks"))
                .contains("Maintenance of git from ");
        assertThat(ran("monitors:maintenance")).containsPattern("FROM +TO +SOURCES +REASON\n.* git +disks");
        assertThat(ran("monitors:uptime")).contains("No runs of monitors");
        assertThat(ran("monitors:maintenance", "stop", "git")).contains("Ended the maintenance of git");
        assertThat(ran("monitors:maintenance", "stop", "git")).contains("Nothing to do");
        assertThat(ran("monitors:maintenance", "--json")).isEqualTo("[ ]\n");
    }

    @Test
    void the_last_lines_of_sources_are_shown() throws IOException {
        log(log("git.clone", 3, 0) + log("http.curl", 3, 0));
        assertThat(ran("monitors:logs", "-n", "2", "git.clone").lines())
                .hasSize(2)
                .allMatch(line -> line.contains("source=git.clone"));
        assertThat(ran("monitors:logs").lines()).hasSize(12);
    }

    @Test
    void metrics_are_what_prometheus_reads() throws IOException {
        log(log("git.clone", 10, 2) + log("a.\\\"b", 1, 0));
        assertThat(ran("monitors:metrics"))
                .contains(
                        "# TYPE vektra_monitor_runs_total counter\n",
                        "vektra_monitor_runs_total{source=\"git.clone\",status=\"success\"} 8\n",
                        "vektra_monitor_runs_total{source=\"git.clone\",status=\"failure\"} 2\n",
                        "vektra_monitor_up{source=\"git.clone\"} 0\n",
                        "vektra_monitor_last_run_timestamp_seconds{source=\"git.clone\"} ",
                        "vektra_monitor_duration_seconds_bucket{source=\"git.clone\",le=\"0.25\"} 10\n",
                        "vektra_monitor_duration_seconds_bucket{source=\"git.clone\",le=\"+Inf\"} 10\n",
                        "vektra_monitor_duration_seconds_count{source=\"git.clone\"} 10\n",
                        "vektra_monitor_maintenance{source=\"git.clone\"} 0\n",
                        "vektra_monitors_bad_lines 0\n");
    }
}
