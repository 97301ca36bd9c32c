package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** What the process that runs monitors leaves for others to read. */
class MonitorProcessesTest {
    private static final Settings SETTINGS = Work.every(Duration.ofSeconds(1), 1, List.of());

    @TempDir
    Path home;

    @Test
    void how_processes_stand_is_read_as_it_was_noted() throws IOException {
        MonitorFiles files = new MonitorFiles(home);
        Work work = new Work();
        work.next.add(Status.FAILURE);
        Slot failed = work.slot("git/clone", SETTINGS, event -> {});
        assertThat(failed.begin()).isTrue();
        failed.run(Duration.ofSeconds(1));
        Slot busy = work.slot("http/curl", SETTINGS, event -> {});
        assertThat(busy.begin()).isTrue();
        try (StarterLock lock = StarterLock.take(files)) {
            lock.sign();
            MonitorProcesses processes = MonitorProcesses.of(List.of(busy, failed));
            processes.write(files);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.processes())))
                    .isEqualTo("rw-------");
            assertThat(MonitorProcesses.read(files)).isEqualTo(processes);
            assertThat(processes.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(processes.all())
                    .extracting(MonitorProcesses.One::source, MonitorProcesses.One::status)
                    .containsExactly(tuple("git.clone", "failure"), tuple("http.curl", null));
        }
        MonitorProcesses after = MonitorProcesses.read(files);
        assertThat(after.pid()).isNull();
        assertThat(after.all()).allMatch(one -> one.since() == null).hasSize(2);
        assertThat(MonitorProcesses.besides(List.of("monitors_git_clone.1", "monitors_git_push.1"), files))
                .extracting(MonitorProcesses.One::name)
                .containsExactly("monitors_http_curl.1");
    }

    @Test
    void a_home_without_monitors_has_none_running() {
        assertThat(MonitorProcesses.read(new MonitorFiles(home))).isEqualTo(new MonitorProcesses(null, List.of()));
    }

    @Test
    void two_do_not_start_the_monitors_of_one_home() {
        MonitorFiles files = new MonitorFiles(home);
        try (StarterLock first = StarterLock.take(files)) {
            first.sign();
            assertThatThrownBy(() -> StarterLock.take(files))
                    .hasMessage("the monitors of this home are running already, process "
                            + ProcessHandle.current().pid())
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.hint()).contains("vektra monitors:ps"));
        }
        StarterLock.take(files).close();
    }

    @Test
    void what_a_killed_starter_left_is_swept_and_what_a_living_one_has_is_not() throws IOException {
        Path runs = new MonitorFiles(home).runs();
        Path gone = runs.resolve("999999999/monitors_git_clone.1/run-1");
        Path ours = runs.resolve(ProcessHandle.current().pid() + "/monitors_git_clone.1");
        Files.createDirectories(gone);
        Files.createDirectories(ours);
        Place.sweep(runs);
        assertThat(runs.resolve("999999999")).doesNotExist();
        assertThat(ours).exists();
    }
}
