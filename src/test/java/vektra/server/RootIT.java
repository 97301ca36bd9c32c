package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import vektra.model.Kind;
import vektra.model.Server;
import vektra.model.ServerStatus.State;
import vektra.model.VektraException;

/** A real PostgreSQL, which refuses to run as root, started by root in every way there is, and by nobody. */
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
    }

    @AfterEach
    void close() {
        bench.close();
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
    void in_a_user_namespace_files_stay_ours() throws IOException {
        Server server = create();
        assertStartsAndStops(server);
        assertThat(owner(bench.folder("postgres").data().resolve("PG_VERSION"))).isEqualTo(RunAs.ROOT);
    }

    @Test
    void starts_again_after_kill_9_though_children_were_suspended() {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        long leader = bench.pid(server);
        bench.pids(server).stream().filter(pid -> pid != leader).forEach(child -> Workbench.signal("STOP", child));
        Workbench.signal("KILL", leader);
        bench.launcher().ensureRunning(server, postgres);
        assertThat(bench.pids(server)).noneMatch(pid -> Running.of(pid).suspended());
        assertStartsAndStops(server);
    }

    @Test
    void stops_though_all_its_processes_were_suspended() {
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        bench.pids(server).forEach(pid -> Workbench.signal("STOP", pid));
        assertThat(bench.launcher().stop(server, postgres)).isTrue();
        assertThat(bench.processes(server)).isZero();
    }

    @Test
    void without_user_namespaces_it_runs_as_nobody_where_nobody_can_go() throws IOException {
        withoutUserNamespaces();
        Server server = create();
        bench.launcher().ensureRunning(server, postgres);
        assertThat(owner(Path.of("/proc/" + bench.pid(server)))).isEqualTo(RunAs.NOBODY);
        assertThat(owner(bench.folder("postgres").data())).isEqualTo(RunAs.NOBODY);
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
    void data_moves_when_user_namespaces_go_and_come() throws IOException {
        Server server = create();
        assertStartsAndStops(server);
        String path = bench.environment.get("PATH");
        withoutUserNamespaces();
        assertStartsAndStops(server);
        assertThat(Path.of(server.folder())).isSymbolicLink();
        bench.environment.put("PATH", path);
        assertStartsAndStops(server);
        assertThat(owner(bench.folder("postgres").data())).isEqualTo(RunAs.ROOT);
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
    void an_ordinary_user_needs_nothing_of_this() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own/installation/servers"));
        Coordinates jar = Coordinates.parse(TestService.POSTGRES.coordinates());
        Files.copy(
                Path.of(System.getProperty("user.home"), ".m2/repository").resolve(jar.repositoryPath()),
                own.resolve(jar.fileName()));
        List<String> command = Jvm.asNobody(folder.resolve("own"), "postgres", "all");
        assertThat(Jvm.run(Map.of("HOME", folder.resolve("own").toString()), command))
                .startsWith("RUNNING")
                .endsWith("exit 0");
    }
}
