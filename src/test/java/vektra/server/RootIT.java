package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus.State;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.ServerFolders;
import vektra.server.port.PortOwner;
import vektra.server.process.RunAs;
import vektra.server.process.Running;
import vektra.server.software.Coordinates;
import vektra.server.software.EmbeddedSoftware;

/** A real PostgreSQL, which refuses to run as root, started by root in every way there is, and as a user without rights. */
@Sampled(oneIn = 8)
class RootIT {
    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private Workbench bench;
    private final TestService postgres = TestService.postgres();

    @BeforeAll
    static void only_here() {
        boolean here = RunAs.weAreRoot() && EmbeddedSoftware.platform().equals("linux-amd64");
        if (!here) {
            System.out.println("RootIT is skipped: it is for root on linux-amd64");
        }
        assumeTrue(here, "only root can step down, and the artifact is for linux-amd64");
    }

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PrivateFiles.PUBLIC.value());
        bench = new Workbench(folder);
        // 0700, as the cache of root is
        bench.environment.put("XDG_CACHE_HOME", cache.toString());
        // unpacked once for all tests
        Files.setPosixFilePermissions(cache, PrivateFiles.PUBLIC.value());
        Files.createSymbolicLink(
                PrivateFiles.folder(folder.resolve("outside"), PrivateFiles.PUBLIC)
                        .resolve("cache"),
                cache);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        Files.delete(folder.resolve("outside/cache"));
    }

    private Server create() {
        return bench.create(postgres, Workbench.wanted("postgres", null, null));
    }

    private void assertStartsAndStops(Server server) {
        bench.launcher().ensureRunning(server, postgres);
        assertThat(bench.launcher().status(server, postgres).state()).isEqualTo(State.RUNNING);
        bench.launcher().stop(server, postgres);
        assertThat(bench.processes(server)).isZero();
    }

    private Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid");
    }

    private void withoutUserNamespaces() throws IOException {
        Workbench.script(folder.resolve("bin/unshare"), "echo Operation not permitted >&2; exit 1");
        bench.environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void in_a_user_namespace_it_has_another_number_for_the_kernel_too() throws IOException {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        // owned by the number that the process has outside of its namespace
        assertThat(owner(Path.of("/proc/" + bench.pid(server)))).isEqualTo(RunAs.SERVERS);
        assertThat(owner(bench.folder("postgres").data().resolve("PG_VERSION"))).isEqualTo(RunAs.SERVERS);
        assertStartsAndStops(server);
    }

    @Test
    void starts_again_after_kill_9_though_children_were_suspended() {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        long leader = bench.pid(server);
        // a child that was forked a moment ago still has the leader's port and looks like it
        await().until(() ->
                bench.pids(server).stream().filter(PortOwner::listens).count() == 1);
        bench.pids(server).stream().filter(pid -> pid != leader).forEach(child -> Signal.send("STOP", child));
        Signal.send("KILL", leader);
        bench.launcher().ensureRunning(server, postgres);
        assertThat(bench.pids(server)).noneMatch(pid -> Running.of(pid).suspended());
        assertStartsAndStops(server);
    }

    @Test
    void stops_though_all_its_processes_were_suspended() {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        bench.pids(server).forEach(pid -> Signal.send("STOP", pid));
        assertThat(bench.launcher().stop(server, postgres)).isTrue();
        assertThat(bench.processes(server)).isZero();
    }

    @Test
    void without_user_namespaces_it_runs_as_another_user_where_no_user_can_go() throws IOException {
        withoutUserNamespaces();
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        assertThat(owner(Path.of("/proc/" + bench.pid(server)))).isEqualTo(RunAs.UNPRIVILEGED);
        assertThat(owner(bench.folder("postgres").data())).isEqualTo(RunAs.UNPRIVILEGED);
        assertThat(Path.of(server.folder())).isSymbolicLink();
        assertThat(bench.folder("postgres").real()).startsWith(folder.resolve("outside"));
        assertThat(server.software().command().get(0)).startsWith(folder.resolve("outside/cache") + "/");

        assertStartsAndStops(server);
        Path real = bench.folder("postgres").real();
        bench.launcher().remove(server, postgres);
        assertThat(real).doesNotExist();
        assertThat(Files.isSymbolicLink(Path.of(server.folder()))).isFalse();
    }

    @Test
    void data_change_hands_when_user_namespaces_go_and_come() throws IOException {
        Server server = create();
        assertStartsAndStops(server);
        String path = bench.environment.get("PATH");
        withoutUserNamespaces();
        assertStartsAndStops(server);
        assertThat(Path.of(server.folder())).isSymbolicLink();
        bench.environment.put("PATH", path);
        assertStartsAndStops(server);
        assertThat(owner(bench.folder("postgres").data())).isEqualTo(RunAs.SERVERS);
    }

    @Test
    void a_removal_killed_half_way_outside_is_no_server() throws IOException {
        withoutUserNamespaces();
        Server server = create();
        PrivateFiles.delete(bench.folder("postgres").real());
        assertThat(Path.of(server.folder())).isSymbolicLink();
        assertStartsAndStops(create());
    }

    @Test
    void where_root_cannot_step_down_it_is_said() throws IOException {
        withoutUserNamespaces();
        Workbench.script(folder.resolve("bin/setpriv"), "exit 1");
        Workbench.script(folder.resolve("bin/chroot"), "exit 1");
        assertThatThrownBy(this::create).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e).hasMessageContaining("refuses to run as root");
        });
    }

    @Test
    void a_user_without_a_name_gets_one_in_a_user_namespace() throws Exception {
        Path own = installation();
        List<String> command = Jvm.as(54_321, own, "postgres", "all");
        assertThat(Jvm.run(Map.of("HOME", own.toString()), command))
                .startsWith("RUNNING")
                .endsWith("exit 0");
    }

    @Test
    void a_copy_of_a_home_does_not_take_the_originals_server_for_its_own() throws IOException {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        long pid = bench.pid(server);
        ServerFolders original = new ServerFolders(folder.resolve("home"), folder.resolve("outside"), Map.of());
        ServerFolders copy = new ServerFolders(folder.resolve("copy"), folder.resolve("outside"), Map.of());
        Files.createSymbolicLink(
                PrivateFiles.folder(copy.servers(), PrivateFiles.FOLDER).resolve("postgres"),
                original.folder("postgres").real());
        assertThat(original.folder("postgres").running()).map(Running::pid).contains(pid);
        assertThat(copy.folder("postgres").running()).isEmpty();
        assertThat(copy.folder("postgres").hasData()).isFalse();
        copy.prepare("postgres", new RunAs(List.of(), RunAs.SERVERS));
        assertThat(copy.folder("postgres").real())
                .isNotEqualTo(original.folder("postgres").real());
        assertThat(original.folder("postgres").hasData()).isTrue();
    }

    @Test
    void an_ordinary_user_needs_nothing_of_this() throws Exception {
        Path own = installation();
        List<String> command = Jvm.as(RunAs.UNPRIVILEGED, own, "postgres", "all");
        assertThat(Jvm.run(Map.of("HOME", own.toString()), command))
                .startsWith("RUNNING")
                .endsWith("exit 0");
    }

    /** A folder to be given to another user, with all that a server needs. */
    private Path installation() throws IOException {
        Path servers = Files.createDirectories(folder.resolve("own/installation/servers"));
        Coordinates jar = Coordinates.parse(TestService.POSTGRES.coordinates());
        Files.copy(
                Path.of(System.getProperty("user.home"), ".m2/repository").resolve(jar.repositoryPath()),
                servers.resolve(jar.fileName()));
        return folder.resolve("own");
    }
}
