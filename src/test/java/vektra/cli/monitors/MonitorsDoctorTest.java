package vektra.cli.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.monitors.uptime.MonitorLines.BEGIN;
import static vektra.monitors.uptime.MonitorLines.vektra;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.InProcess;
import vektra.monitors.MonitorFiles;
import vektra.monitors.uptime.MonitorLines;

/** What keeps monitors from working is found and named with what helps, and nothing is found where nothing is. */
class MonitorsDoctorTest {
    private static final long LIVING = ProcessHandle.current().pid();
    private static final String GONE = "999999999";

    @TempDir
    Path folder;

    private MonitorFiles files;

    @BeforeEach
    void one_monitor() throws IOException {
        files = new MonitorFiles(folder.resolve("home"));
        Path file = folder.resolve("monitors/git/clone");
        Files.createDirectories(file.getParent());
        assertThat(Files.writeString(file, "").toFile().setExecutable(true)).isTrue();
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A log of a run each 20 seconds that ended so long ago. */
    private void log(Duration ago, int runs) throws IOException {
        Duration begin = Duration.between(BEGIN, Instant.now().minus(ago).minusSeconds(20L * runs));
        MonitorLines lines = vektra().at(begin).ok(runs);
        write(files.current(), lines.toString());
    }

    private String doctor(int code) {
        InProcess.Ended ended =
                InProcess.run(Map.of("VEKTRA_HOME", files.home().toString()), folder, "", "monitors:doctor");
        assertThat(ended.code()).as("%s", ended).isEqualTo(code);
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    private void finds(String kind, String... texts) throws IOException {
        assertThat(doctor(4)).contains(texts).startsWith("Found: ");
        InProcess.Ended json =
                InProcess.run(Map.of("VEKTRA_HOME", files.home().toString()), folder, "", "monitors:doctor", "--json");
        assertThat(json.code()).isEqualTo(4);
        assertThat(new ObjectMapper().readTree(json.out()).findValuesAsText("kind"))
                .containsOnly(kind);
    }

    @Test
    void nothing_is_found_in_a_new_home_nor_where_all_is_well() throws IOException {
        assertThat(doctor(0)).isEqualTo("Nothing found\n");
        assertThat(files.folder()).doesNotExist();
        log(Duration.ofSeconds(5), 300);
        write(files.formation(), "monitors_git_clone=2\nhttps://example.com=1\n");
        assertThat(doctor(0)).isEqualTo("Nothing found\n");
    }

    @Test
    void a_log_that_cannot_be_written() throws IOException {
        Files.createDirectories(files.current());
        assertThat(doctor(4)).contains("Found: " + files.current() + " cannot be written: it is not a file");
    }

    @Test
    void a_starter_that_was_killed() throws IOException {
        write(files.lock(), GONE + "\n");
        finds("starter", "the process that ran the monitors was killed", "vektra monitors:start");
        write(files.lock(), "\n");
        doctor(0);
    }

    @Test
    void a_starter_that_gets_nothing_done() throws IOException {
        log(Duration.ofMinutes(10), 300);
        write(files.lock(), LIVING + "\n");
        write(files.processes(), "[{\"name\": \"monitors_git_clone.1\", \"source\": \"git.clone\"}]");
        finds("starter", "process " + LIVING + " runs the monitors and has had no result of any monitor since 2");
    }

    @Test
    void coverage_below_half_in_the_last_hour() throws IOException {
        log(Duration.ofMinutes(40), 300);
        finds(
                "coverage",
                "in the last hour git.clone had only 3",
                "no monitors are running; start them: vektra monitors:start");
        write(files.maintenance(), "{\"from\":\"" + Instant.now().minusSeconds(7200) + "\",\"sources\":[\"git\"]}\n");
        doctor(0);
    }

    @Test
    void a_run_by_hand_lacks_no_others() throws IOException {
        String line = "ts=%s app=vektra xid=1 monitor=monitors_git_clone.1 source=git.clone i=0 at=";
        String at = Instant.now().minusSeconds(1800).toString();
        write(
                files.current(),
                (line + "start interval=0s timeout=180s\n" + line + "finish status=success elapsed=0.1 final=true\n")
                        .formatted(at, at));
        doctor(0);
    }

    @Test
    void a_formation_that_names_what_is_not_there() throws IOException {
        write(files.formation(), "monitors_git_clon=2\naddon:orders=1\naddon:other=0\n");
        finds(
                "formation",
                "the formation names monitors_git_clon, which is not in " + folder.resolve("monitors"),
                "did you mean monitors_git_clone? Correct its line in " + files.formation(),
                "the formation names addon:orders, which cannot run: ",
                "vektra monitors:scale addon:orders=0");
    }

    @Test
    void every_file_of_settings_that_is_wrong() throws IOException {
        write(folder.resolve("monitors/git/clone.conf"), "intervall=3s\n");
        write(folder.resolve("monitors/git/push.conf"), "retry=0\n");
        finds(
                "settings",
                "clone.conf:1: no setting called 'intervall'",
                "did you mean interval?",
                "push.conf:1: retry is '0'");
        write(folder.resolve("monitors/git/push.conf"), "");
        write(folder.resolve("monitors/git/clone.conf"), "needs=git/pull\n");
        finds("settings", "git/clone needs what is not there");
    }

    @Test
    void maintenance_that_was_forgotten() throws IOException {
        Instant then = Instant.now().minus(Duration.ofHours(25));
        write(
                files.maintenance(),
                "{\"from\":\"" + then + "\",\"to\":\"" + then.plusSeconds(60) + "\",\"sources\":[]}\n{\"from\":\""
                        + then + "\",\"sources\":[\"git\"]}\n{\"from\":\"" + then.plusSeconds(7200)
                        + "\",\"sources\":[]}\n");
        finds(
                "maintenance",
                "the maintenance of git has been going on since 2",
                "has no end",
                "vektra monitors:maintenance stop git");
        assertThat(doctor(4).lines()).hasSize(2);
    }

    @Test
    void alerts_that_cannot_be_delivered() throws IOException {
        InProcess.run(Map.of("VEKTRA_HOME", files.home().toString()), folder, "", "alerts:add", "command", "exit 3");
        doctor(0);
        write(
                files.alerting(),
                "{\"version\":1,\"alerts\":{\"command-1\":{\"undelivered\":[{},{}],\"problem\":\"exit code 3\"}}}");
        finds(
                "alert",
                "2 messages of the alert command-1 cannot be delivered: exit code 3",
                "vektra alerts:test command-1");
        write(files.alerting(), "{\"version\":1,\"alerts\":{\"command-1\":{\"undelivered\":[{}]}}}");
        finds("alert", "1 message of the alert command-1 cannot be delivered: no monitors are running");
    }

    @Test
    void a_file_that_cannot_be_read_hides_no_other_problem() throws IOException {
        write(files.formation(), "nonsense\n");
        write(files.lock(), GONE + "\n");
        assertThat(doctor(4))
                .contains("was killed", "has a line that is not NAME=COUNT: 'nonsense'", "-> correct or delete it");
        assertThat(List.of(doctor(4).split("Found: "))).hasSize(3);
    }
}
