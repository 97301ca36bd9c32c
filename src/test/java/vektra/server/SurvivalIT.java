package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus.State;

/** Servers and the processes that start them: who outlives whom. */
@Sampled(oneIn = 6)
class SurvivalIT {
    @TempDir
    private Path folder;

    private Workbench bench;
    private final TestService redis = TestService.redis();

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> launcher(String verb) {
        return Jvm.command(folder.toString(), "redis", verb);
    }

    @Test
    void the_server_outlives_its_launcher_and_holds_none_of_its_output_open() throws Exception {
        Server server = bench.create(redis);
        assertThat(Jvm.run(Map.of(), launcher("ensure"))).endsWith("exit 0");
        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void ctrl_c_reaches_the_launcher_only() throws Exception {
        Server server = bench.create(redis);
        // in the background of a script the signal would be ignored from the start
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
        command.addAll(launcher("ensure-and-stay"));
        Process launcher = Jvm.start(Map.of(), command);
        assertThat(launcher.inputReader().readLine()).isEqualTo("started");
        // what the terminal does: to the whole group
        Signal.send("INT", -launcher.pid());
        launcher.waitFor();
        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_closed_terminal_reaches_the_launcher_only() throws Exception {
        Server server = bench.create(redis);
        String line = String.join(" ", launcher("ensure"));
        assertThat(Jvm.run(Map.of(), List.of("script", "-qec", line, "/dev/null")))
                .endsWith("exit 0");
        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void two_processes_at_once_start_one_server() throws Exception {
        Server server = bench.create(redis);
        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            launchers.add(Jvm.start(Map.of(), launcher("ensure")));
        }
        for (Process launcher : launchers) {
            assertThat(launcher.waitFor()).isZero();
        }
        assertThat(bench.processes(server)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_launcher_killed_while_it_starts_a_server_leaves_one_server_or_none(int point) throws Exception {
        Server server = bench.create(redis);
        Map<String, String> killed = Map.of("VEKTRA_FAILPOINT", String.valueOf(point));
        assertThat(Jvm.run(killed, launcher("ensure")))
                .contains("failpoint " + point)
                .endsWith("exit 137");

        bench.launcher().ensureRunning(server, redis);

        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.RUNNING);
        await().untilAsserted(() -> assertThat(bench.processes(server)).isOne());
    }

    @Test
    void a_server_whose_launcher_was_killed_is_adopted() throws Exception {
        Server server = bench.create(redis);
        Map<String, String> killedWhenTheGateIsOpen = Map.of("VEKTRA_FAILPOINT", "3");
        Jvm.run(killedWhenTheGateIsOpen, launcher("ensure"));
        long pid = bench.pid(server);
        bench.launcher().ensureRunning(server, redis);
        assertThat(bench.pid(server)).isEqualTo(pid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_creation_killed_half_way_is_done_again(int point) throws Exception {
        Map<String, String> killed = Map.of("VEKTRA_FAILPOINT", String.valueOf(point));
        assertThat(Jvm.run(killed, launcher("create"))).contains("failpoint " + point);
        bench.start(redis);
        assertThat(bench.folder("redis").unfinished()).doesNotExist();
    }
}
