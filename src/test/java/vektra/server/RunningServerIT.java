package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus.State;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;

/** A real Redis of this machine through its life. */
@Sampled(oneIn = 2)
class RunningServerIT {
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
    void starts_answers_and_stops() {
        Server server = bench.create(redis);
        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.STOPPED);

        bench.launcher().ensureRunning(server, redis);

        assertThat(bench.launcher().looksAlive(server)).isTrue();
        assertThat(bench.launcher().status(server, redis)).satisfies(status -> {
            assertThat(status.state()).isEqualTo(State.RUNNING);
            assertThat(status.pid()).isEqualTo(bench.pid(server));
            assertThat(status.detail()).startsWith("since 20");
        });
        assertThat(bench.launcher().stop(server, redis)).isTrue();
        assertThat(bench.launcher().looksAlive(server)).isFalse();
        assertThat(bench.pidFile(server)).doesNotExist();
        assertThat(bench.launcher().stop(server, redis)).isFalse();
    }

    @Test
    void the_server_says_all_that_is_needed_to_reach_it() {
        Server server = bench.create(redis);
        assertThat(server.host().host()).isEqualTo("127.0.0.1");
        assertThat(server.host().port()).isBetween(20_000, 32_767);
        assertThat(server.option("port")).isEqualTo(String.valueOf(server.host().port()));
        assertThat(server.adminUrl().reveal()).isEqualTo("redis://admin:s3cret@" + server.host());
        assertThat(server.software().source()).isEqualTo("machine");
        assertThat(server.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void starting_again_changes_nothing() {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        bench.launcher().ensureRunning(server, redis);
        assertThat(bench.pid(server)).isEqualTo(pid);
    }

    @Test
    void starts_again_after_a_crash() {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        Signal.send("KILL", pid);
        bench.launcher().ensureRunning(server, redis);
        assertThat(bench.pid(server)).isNotEqualTo(pid);
    }

    @Test
    void a_suspended_server_is_hung_and_can_be_stopped() {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        Signal.send("STOP", pid);
        assertThat(bench.launcher().status(server, redis).state()).isEqualTo(State.HUNG);
        assertThatThrownBy(() -> bench.launcher().ensureRunning(server, redis))
                .hasMessage("redis (pid " + pid + ") is suspended");
        assertThat(bench.launcher().stop(server, redis)).isTrue();
        assertThat(ProcessTable.find(pid).filter(entry -> !entry.dead())).isEmpty();
    }

    @Test
    void everything_is_private() throws Exception {
        Server server = bench.start(redis);
        Path own = Path.of(server.folder());
        for (String name : new String[] {"", "data", "log"}) {
            assertThat(mode(own.resolve(name))).as(name).isEqualTo("rwx------");
        }
        for (String name : new String[] {"pid", "server.properties", "log/server.log"}) {
            assertThat(mode(own.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void the_log_is_renewed_when_it_is_too_long() throws Exception {
        Server server = bench.create(redis);
        Path log = bench.launcher().log(server);
        Files.createDirectories(log.getParent());
        Files.write(log, new byte[(10 << 20) + 1]);
        bench.launcher().ensureRunning(server, redis);
        assertThat(log.resolveSibling("server.log.1")).hasSize((10 << 20) + 1);
        assertThat(log).content().contains("Redis is starting");
    }

    @Test
    void a_taken_port_names_its_taker() throws Exception {
        Server server = bench.create(redis);
        int port = server.host().port();
        try (ServerSocket taker = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taker.isBound()).isTrue();
            assertThatThrownBy(() -> bench.launcher().ensureRunning(server, redis))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                    .hasMessage("port " + port + " of redis is taken by java (pid "
                            + ProcessHandle.current().pid() + ")");
        }
        bench.launcher().ensureRunning(server, redis);
    }

    @Test
    void a_port_that_is_taken_while_the_server_starts_names_its_taker() throws Exception {
        TestService slow = TestService.redis();
        Server server = bench.create(slow);
        int port = server.host().port();
        try (ServerSocket taker = new ServerSocket()) {
            slow.beforeStart = layout -> bind(taker, port);
            assertThatThrownBy(() -> bench.launcher().ensureRunning(server, slow))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                    .hasMessageStartingWith("port " + port + " of redis is taken by java (pid ");
            assertThat(bench.launcher().location(server).taker().program()).startsWith("java (pid ");
        }
    }

    private static void bind(ServerSocket socket, int port) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_port_asked_for_must_be_free() throws Exception {
        try (ServerSocket taker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taker.getLocalPort();
            assertThatThrownBy(() -> bench.create(redis, Workbench.wanted("redis", null, port)))
                    .isInstanceOfSatisfying(VektraException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                        assertThat(e.hint()).startsWith("choose another with --port");
                    })
                    .hasMessageStartingWith("port " + port + " of redis is taken by java (pid ");
        }
    }

    @Test
    void a_port_of_another_server_is_refused_though_that_one_is_stopped() {
        int port = bench.create(redis).host().port();
        assertThatThrownBy(() -> bench.create(redis, Workbench.wanted("other", null, port)))
                .hasMessage("port " + port + " belongs to redis");
    }

    @Test
    void the_port_is_kept_when_the_server_is_made_again() {
        int port = bench.start(redis).host().port();
        Server again = bench.create(redis);
        assertThat(again.host().port()).isEqualTo(port);
        assertThat(bench.launcher().looksAlive(again)).isFalse();
    }

    @Test
    void one_that_never_answers_is_reported_and_left_running() {
        TestService mute = TestService.mute("sleep", "600");
        Server server = bench.create(mute);
        assertThatThrownBy(() -> bench.impatientLauncher().ensureRunning(server, mute))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessage("redis (pid " + bench.pid(server) + ") runs but does not answer: no answer");
        assertThat(bench.impatientLauncher().status(server, mute).state()).isEqualTo(State.HUNG);
    }

    @Test
    void one_that_refuses_its_administrator_is_asked_once() {
        Server server = bench.start(redis);
        TestService changed = TestService.redis();
        AtomicInteger asked = new AtomicInteger();
        changed.ping = at -> {
            asked.incrementAndGet();
            throw VektraException.refused("wrong password", null, null);
        };
        assertThatThrownBy(() -> bench.launcher().ensureRunning(server, changed))
                .hasMessageEndingWith("runs but does not answer: wrong password");
        assertThat(asked).hasValue(2); // without the lock, and with it
    }

    @Test
    void one_that_has_only_just_been_started_is_waited_for_before_it_is_called_hung() {
        Server server = bench.start(redis);
        TestService slow = TestService.redis();
        AtomicInteger asked = new AtomicInteger();
        slow.ping = at -> {
            if (asked.incrementAndGet() < 3) {
                throw VektraException.unavailable("not yet", null, null);
            }
        };
        assertThat(bench.launcher().status(server, slow).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_start_that_fails_shows_the_end_of_the_log() {
        TestService broken = TestService.redis();
        Server server = bench.create(broken);
        broken.command = layout -> List.of("/bin/sh", "-c", "echo no good >&2; exit 3");
        assertThatThrownBy(() -> bench.launcher().ensureRunning(server, broken))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessage("redis exited while starting\n    no good");
    }

    @Test
    void removing_leaves_nothing() {
        Server server = bench.start(redis);
        long pid = bench.pid(server);
        bench.launcher().remove(server, redis);
        assertThat(Path.of(server.folder())).doesNotExist();
        assertThat(Running.of(pid).alive()).isFalse();
        bench.launcher().remove(server, redis);
    }

    @Test
    void a_restart_finds_its_port_free_at_once() throws Exception {
        Server server = bench.start(redis);
        for (int i = 0; i < 3; i++) {
            // whose server closes it first, which leaves it in TIME_WAIT
            try (Socket client = new Socket(server.host().host(), server.host().port())) {
                assertThat(client.isConnected()).isTrue();
                bench.launcher().stop(server, redis);
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            bench.launcher().ensureRunning(server, redis);
            assertThat(bench.launcher().looksAlive(server)).isTrue();
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
