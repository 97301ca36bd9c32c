package vektra.store.etcd;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import vektra.fixture.Ports;
import vektra.fixture.Signal;
import vektra.store.disk.Tidying;

/** A real etcd on this machine, of one member or several; ends with the process of the tests. */
public final class EtcdMembers {
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();
    private static EtcdMembers shared;

    private final Path folder;
    private final List<Integer> clients = new ArrayList<>();
    private final List<Integer> peers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> options;

    private EtcdMembers(int count, List<String> options) throws IOException {
        this.options = options;
        folder = Files.createTempDirectory("etcd");
        for (int i = 0; i < count; i++) {
            clients.add(Ports.free());
            peers.add(Ports.free());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        for (int i = 0; i < count; i++) {
            processes.add(process(i));
        }
        await().until(this::answers);
    }

    /** One member, which all tests of this process share. */
    public static synchronized EtcdMembers one() {
        if (shared == null) {
            shared = of(1);
        }
        return shared;
    }

    public static EtcdMembers of(int count, String... options) {
        Assumptions.assumeTrue(isInstalled(), "etcd is not installed");
        try {
            return new EtcdMembers(count, List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "etcd")));
    }

    private Process process(int member) {
        String cluster = Stream.iterate(0, i -> i + 1)
                .limit(clients.size())
                .map(i -> "n" + i + "=http://127.0.0.1:" + peers.get(i))
                .collect(Collectors.joining(","));
        List<String> command = new ArrayList<>(List.of(
                "etcd",
                "--name",
                "n" + member,
                "--data-dir",
                folder.resolve("n" + member).toString()));
        command.addAll(List.of("--listen-peer-urls", "http://127.0.0.1:" + peers.get(member)));
        command.addAll(List.of("--initial-advertise-peer-urls", "http://127.0.0.1:" + peers.get(member)));
        command.addAll(List.of("--listen-client-urls", listening(member)));
        command.addAll(List.of("--advertise-client-urls", scheme() + "://127.0.0.1:" + clients.get(member)));
        command.addAll(List.of("--initial-cluster", cluster, "--initial-cluster-state", "new"));
        command.addAll(options);
        try {
            // of one that was killed
            Files.deleteIfExists(socket(member));
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String listening(int member) {
        String secure = scheme() + "://127.0.0.1:" + clients.get(member);
        return scheme().equals("https") ? secure : secure + ",unix://s" + member + ":1";
    }

    private String scheme() {
        return options.contains("--cert-file") ? "https" : "http";
    }

    /** The socket of a member in the file system. */
    public Path socket(int member) {
        return folder.resolve("s" + member + ":1");
    }

    private boolean answers() {
        for (int i = 0; i < clients.size(); i++) {
            if (processes.get(i).isAlive() && scheme().equals("http")) {
                try {
                    new Etcd(EtcdUrl.parse(url(i))).read(Txn.Range.of("/"));
                } catch (RuntimeException e) {
                    return false;
                }
            }
        }
        return true;
    }

    private String url(int member) {
        return "etcd://127.0.0.1:" + clients.get(member);
    }

    /** An installation in it of the caller's own. */
    public String url() {
        return "etcd://" + clients.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))
                + "?installation=t" + INSTALLATIONS.incrementAndGet();
    }

    /** The port of a member. */
    public int port(int member) {
        return clients.get(member);
    }

    public long pid(int member) {
        return processes.get(member).pid();
    }

    /** The member that the others follow. */
    public int leader() {
        for (int i = 0; i < clients.size(); i++) {
            if (processes.get(i).isAlive() && isLeader(i)) {
                return i;
            }
        }
        throw new IllegalStateException("no member leads");
    }

    private boolean isLeader(int member) {
        try {
            Process status = new ProcessBuilder(
                            "etcdctl", "--endpoints", "127.0.0.1:" + clients.get(member), "endpoint", "status")
                    .redirectErrorStream(true)
                    .start();
            String line = new String(status.getInputStream().readAllBytes());
            // address, id, version, size, leads, learns …
            return line.split(", ")[4].equals("true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void kill(int member) {
        Signal.send("KILL", pid(member));
    }

    /** Starts again what was killed. */
    public void start(int member) {
        processes.set(member, process(member));
        await().until(this::answers);
    }

    public void stop() {
        processes.forEach(Process::destroyForcibly);
        Tidying.delete(folder);
    }
}
