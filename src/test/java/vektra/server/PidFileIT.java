package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Signal;
import vektra.model.service.Server;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;

/** A pid file is believed only as far as it is true. */
class PidFileIT {
    @TempDir
    private Path folder;

    private Workbench bench;
    private Process foreign;
    private final TestService redis = TestService.redis();

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(folder);
        foreign = new ProcessBuilder("setsid", "sleep", "600").start();
    }

    @AfterEach
    void close() {
        bench.close();
        foreign.destroyForcibly();
    }

    @Test
    void a_foreign_process_with_the_same_pid_is_not_the_server_and_is_left_alone() {
        Server server = bench.create(redis);
        new Running(foreign.pid(), "1", ProcessTable.boot()).write(bench.pidFile(server));
        assertThat(bench.launcher().looksAlive(server)).isFalse();
        assertThat(bench.launcher().stop(server, redis)).isFalse();
        assertThat(foreign.isAlive()).isTrue();

        new Running(foreign.pid(), "1", ProcessTable.boot()).write(bench.pidFile(server));
        bench.launcher().ensureRunning(server, redis);
        assertThat(bench.pid(server)).isNotEqualTo(foreign.pid());
        assertThat(foreign.isAlive()).isTrue();
    }

    @Test
    void a_process_of_another_boot_is_not_the_server() {
        Server server = bench.create(redis);
        new Running(foreign.pid(), Running.of(foreign.pid()).start(), "an earlier boot").write(bench.pidFile(server));
        assertThat(bench.launcher().looksAlive(server)).isFalse();
    }

    @Test
    void a_zombie_is_dead() throws Exception {
        Server server = bench.create(redis);
        // perl leaves its child unburied
        Process parent =
                new ProcessBuilder("perl", "-e", "$|=1; if ($p = fork) { print \"$p\\n\"; sleep 600 }").start();
        long zombie = Long.parseLong(parent.inputReader().readLine());
        Awaitility.await().until(() -> ProcessTable.find(zombie).orElseThrow().state() == 'Z');
        Running.of(zombie).write(bench.pidFile(server));
        assertThat(bench.launcher().looksAlive(server)).isFalse();
        bench.launcher().ensureRunning(server, redis);
        parent.destroyForcibly();
    }

    @Test
    void a_damaged_pid_file_is_no_pid_file() throws Exception {
        Server server = bench.create(redis);
        for (String text : List.of("", "12", "x\ny\nz\n", "\0\0\0\0")) {
            Files.writeString(bench.pidFile(server), text);
            assertThat(bench.launcher().looksAlive(server)).isFalse();
            assertThat(bench.launcher().stop(server, redis)).isFalse();
        }
    }

    @Test
    void what_a_killed_server_left_behind_is_ended_before_the_next_start() {
        TestService service = TestService.redis();
        service.command = layout ->
                List.of("/bin/sh", "-c", "sleep 600 & exec " + String.join(" ", TestService.redisCommand(layout)));
        Server server = bench.start(service);
        assertThat(bench.processes(server)).isEqualTo(2);
        Signal.send("KILL", bench.pid(server));
        bench.launcher().ensureRunning(server, service);
        assertThat(bench.processes(server)).isEqualTo(2);
        bench.launcher().stop(server, service);
        assertThat(bench.processes(server)).isZero();
    }

    @Test
    void other_processes_that_work_in_the_folder_are_left_alone() throws Exception {
        Server server = bench.start(redis);
        Process visitor = new ProcessBuilder("sleep", "600")
                .directory(bench.folder("redis").data().toFile())
                .start();
        Signal.send("KILL", bench.pid(server));
        bench.launcher().ensureRunning(server, redis);
        bench.launcher().stop(server, redis);
        assertThat(visitor.isAlive()).isTrue();
        visitor.destroyForcibly();
    }

    @Test
    void a_server_that_ignores_its_signal_is_killed() {
        TestService stubborn = TestService.redis();
        stubborn.command = layout -> List.of("perl", "-e", "$SIG{TERM} = 'IGNORE'; sleep 1 while 1");
        stubborn.ping = server -> {};
        Server server = bench.start(stubborn);
        ProcessLauncher quick = bench.impatientLauncher();
        assertThat(quick.stop(server, stubborn)).isTrue();
        assertThat(bench.processes(server)).isZero();
    }
}
