package vektra.memcached;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.fixture.Ports;

/** The memcached of this machine, if it has one, in a process of its own. */
final class RealMemcached implements AutoCloseable {
    private final Process process;
    private final int port;

    private RealMemcached(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "memcached"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static RealMemcached start(Path program) throws IOException {
        int port = Ports.free();
        // without its background threads, whose work shows in answers now and then
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-l",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "-U",
                        "0",
                        "-u",
                        userName(),
                        "-o",
                        "no_modern")
                .inheritIO()
                .start();
        await().until(() -> !process.isAlive() || accepts(port));
        return new RealMemcached(process, port);
    }

    RawClient connect() {
        return new RawClient(port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String userName() {
        return System.getProperty("user.name");
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
