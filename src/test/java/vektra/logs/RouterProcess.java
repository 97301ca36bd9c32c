package vektra.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A router in a process of its own, which can be killed; with one drain, of an id that stays. */
final class RouterProcess implements AutoCloseable {
    private final Process process;

    RouterProcess(Path home, int port, String id) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RouterProcess.class.getName(),
                            home.toString(),
                            String.valueOf(port),
                            id)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("router.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) {
        Routing routing = new Routing(Path.of(args[0]));
        routing.drains.add(Routing.drain("first", args[2], "127.0.0.1:" + args[1]));
        routing.router().run(false, () -> {});
        Runtime.getRuntime().halt(0);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends it a signal to end; returns its exit code. */
    int end() throws InterruptedException {
        process.destroy();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
