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
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.program.SearchPath;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerFolders;
import vektra.server.folder.ServerRecord;
import vektra.server.port.PortRange;
import vektra.server.process.ProcessTable;
import vektra.server.process.RunAs;
import vektra.server.process.Running;
import vektra.server.software.Artifacts;
import vektra.server.software.AssembledSoftware;
import vektra.server.software.Cache;
import vektra.server.software.DebianSoftware;
import vektra.server.software.EmbeddedSoftware;
import vektra.server.software.Search;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Wanted;
import vektra.store.disk.FileLocks;

/** A home for one test and what is needed to launch servers in it; ends them when closed. */
public final class Workbench implements AutoCloseable {
    final Path home;
    public final Path installation;
    public final Map<String, String> environment = new TreeMap<>(System.getenv());
    public final List<String> warnings = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();

    public Workbench(Path folder) {
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
                new ServerFolders(home, home.resolveSibling("outside"), environment),
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

    /** Makes PATH a folder with nothing in it but the named programs. */
    public Path onlyPrograms(String... names) throws IOException {
        Path folder = Files.createDirectories(home.resolveSibling("bin"));
        for (String name : names) {
            Path real = SearchPath.of(System.getenv()).find(name).orElseThrow();
            script(folder.resolve(name), "exec " + real + " \"$@\"");
        }
        environment.put("PATH", folder.toString());
        return folder;
    }

    public static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PrivateFiles.PUBLIC.value());
        return file;
    }

    public EmbeddedSoftware embedded() {
        return new EmbeddedSoftware(new Artifacts(installation, environment, new Said()), new Said());
    }

    public AssembledSoftware assembled() {
        return new AssembledSoftware(installation, new Artifacts(installation, environment, new Said()));
    }

    public DebianSoftware debian() {
        return new DebianSoftware(environment, new Said());
    }

    public Search search() {
        return new Search(null, RunAs.ourselves(), environment, program -> {
            List<String> question = new ArrayList<>(program);
            question.add("--version");
            return question;
        });
    }

    public Cache cache() {
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
