package vektra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServiceName;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Wanted;
import vektra.store.disk.FileLocks;

/** A home for one test and what is needed to launch servers in it; ends them when closed. */
final class Workbench implements AutoCloseable {
    final Path home;
    final Path installation;
    final Map<String, String> environment = new TreeMap<>(System.getenv());
    final List<String> warnings = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();

    Workbench(Path folder) {
        home = folder.resolve("home");
        installation = folder.resolve("installation");
        environment.put(PortRange.VARIABLE, vektra.fixture.Ports.given());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    ProcessLauncher launcher() {
        return launcher(Limits.USUAL);
    }

    /** One for servers that do not do what they should. */
    ProcessLauncher impatientLauncher() {
        Duration brief = Duration.ofMillis(500);
        return launcher(new Limits(brief, brief, brief));
    }

    private ProcessLauncher launcher(Limits limits) {
        return new ProcessLauncher(
                new House(home, home.resolveSibling("outside"), environment),
                limits,
                installation,
                new FileLocks(home.resolveSibling("locks"), new Said()),
                new Said(),
                environment);
    }

    Server create(TestService service) {
        return create(service, wanted("redis", null, null));
    }

    Server create(TestService service, Wanted wanted) {
        Server server = launcher().create(wanted, service);
        atEnd.add(() -> launcher().remove(server, service));
        return server;
    }

    Server start(TestService service) {
        Server server = create(service);
        launcher().ensureRunning(server, service);
        return server;
    }

    static Wanted wanted(String id, @Nullable String from, @Nullable Integer port) {
        return new Wanted(
                id, new ServiceName("redis"), from, port, Map.of("listen", "127.0.0.1"), new Secret("s3cret"));
    }

    /** The pid of the server, which must be running. */
    long pid(Server server) {
        return Running.alive(pidFile(server)).orElseThrow().pid();
    }

    Path pidFile(Server server) {
        return folder(server.id()).pidFile();
    }

    ServerFolder folder(String id) {
        return new ServerFolder(home.resolve("servers").resolve(id));
    }

    /** A server that another process made, as the store would remember it. */
    Server existing(String id) {
        ServerRecord record = folder(id).read();
        HostPort address = new HostPort("127.0.0.1", record.port().orElseThrow());
        return new Server(
                id,
                new ServiceName("redis"),
                true,
                List.of(address),
                new Secret("redis://" + address),
                Map.of("listen", "127.0.0.1"),
                record.software(),
                folder(id).path().toString(),
                "");
    }

    /** Removes the server at the end although no launcher of this process made it. */
    Server removedAtEnd(String id, TestService service) {
        Server server = existing(id);
        atEnd.add(() -> launcher().remove(server, service));
        return server;
    }

    /** How many processes work in the server's data folder. */
    long processes(Server server) {
        return pids(server).size();
    }

    List<Long> pids(Server server) {
        Path data = folder(server.id()).data();
        return ProcessTable.pids().stream()
                .filter(pid -> worksIn(pid, data) && Running.of(pid).alive())
                .toList();
    }

    private static boolean worksIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }

    static void signal(String name, long pid) {
        new Program(Path.of("/"), Map.of())
                .run(Duration.ofSeconds(5), List.of("/bin/sh", "-c", "kill -" + name + " " + pid));
    }

    /** Makes PATH a folder with nothing in it but the named programs. */
    Path onlyPrograms(String... names) throws IOException {
        Path folder = Files.createDirectories(home.resolveSibling("bin"));
        for (String name : names) {
            Path real = SearchPath.of(System.getenv()).find(name).orElseThrow();
            script(folder.resolve(name), "exec " + real + " \"$@\"");
        }
        environment.put("PATH", folder.toString());
        return folder;
    }

    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PrivateFiles.PUBLIC.value());
        return file;
    }

    EmbeddedSoftware embedded() {
        return new EmbeddedSoftware(new Artifacts(installation, environment, new Said()), new Said());
    }

    AssembledSoftware assembled() {
        return new AssembledSoftware(installation, new Artifacts(installation, environment, new Said()));
    }

    DebianSoftware debian() {
        return new DebianSoftware(environment, new Said());
    }

    Search search() {
        return new Search(null, RunAs.ourselves(), environment, program -> {
            List<String> question = new ArrayList<>(program);
            question.add("--version");
            return question;
        });
    }

    Cache cache() {
        return Cache.of(environment, home);
    }

    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
    }

    private final class Said implements Progress {
        @Override
        public void doing(String doing) {}

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    }
}
