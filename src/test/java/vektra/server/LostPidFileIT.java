package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Server;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;

/** Which process a server is does not hang on one small file. */
class LostPidFileIT {
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

    @Test
    void a_server_whose_pid_file_is_lost_damaged_or_foreign_goes_on_as_it_is() throws Exception {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        String foreign = ProcessHandle.current().pid() + "\n1\n" + ProcessTable.boot() + "\n";
        for (String text : List.of("", "12", "\0\0\0", foreign)) {
            Files.delete(bench.pidFile(server));
            if (!text.isEmpty()) {
                Files.writeString(bench.pidFile(server), text);
            }
            assertThat(bench.launcher().looksAlive(server)).isTrue();
            assertThat(catchThrowable(() -> bench.launcher().requireItself(server)))
                    .isNull();
            bench.launcher().ensureRunning(server, redis);
            assertThat(bench.pid(server)).as("written down again").isEqualTo(pid);
            assertThat(bench.processes(server)).isEqualTo(1);
        }
    }

    @Test
    void without_its_record_too_it_is_found_and_stopped() throws Exception {
        Server server = bench.start(redis);
        Files.delete(bench.pidFile(server));
        Files.delete(bench.folder(server.id()).recordFile());
        assertThat(bench.launcher().stop(server, redis)).isTrue();
        assertThat(bench.processes(server)).isZero();
    }

    @Test
    void one_on_another_port_than_the_record_says_is_ended_before_the_next() throws Exception {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        Files.delete(bench.pidFile(server));
        Server moved = bench.launcher().relocated(server, true, redis);
        bench.launcher().ensureRunning(moved, redis);
        assertThat(moved.host()).isNotEqualTo(server.host());
        assertThat(bench.processes(moved)).isEqualTo(1);
        assertThat(bench.pid(moved)).isNotEqualTo(pid);
    }

    @Test
    void a_program_that_has_the_port_of_a_server_is_not_the_server() throws Exception {
        Server server = bench.start(redis);
        int port = server.host().port();
        bench.launcher().stop(server, redis);
        assertThatThrownBy(() -> bench.launcher().requireItself(server))
                .hasMessage("redis at 127.0.0.1:" + port + " is not running");
        try (ServerSocket taken = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            for (Runnable claim : List.<Runnable>of(
                    () -> {}, () -> Running.of(ProcessHandle.current().pid()).write(bench.pidFile(server)))) {
                claim.run();
                assertThatThrownBy(() -> bench.launcher().requireItself(server))
                        .hasMessageContaining("its port is taken by java (pid "
                                + ProcessHandle.current().pid() + ")");
            }
        }
    }
}
