package vektra.provider.memcache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import vektra.fixture.Ports;
import vektra.fixture.Signal;
import vektra.model.service.HostPort;

/** A memcached that Vektra did not start: the machine's program, on a port of its own. */
final class RunningMemcached implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/memcached");

    private final Process process;
    private final HostPort address = new HostPort("127.0.0.1", Ports.free());

    RunningMemcached(String... more) {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM.toString(), "-l", address.host(), "-p", Integer.toString(address.port()), "-U", "0"));
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            command.addAll(List.of("-u", "root"));
        }
        command.addAll(List.of(more));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().until(this::listens);
    }

    static boolean possible() {
        return Files.isExecutable(PROGRAM);
    }

    HostPort address() {
        return address;
    }

    void signal(String name) throws Exception {
        Signal.send(name, process.pid());
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("memcached ended with " + process.exitValue());
        }
        try (Socket ignored = new Socket(address.host(), address.port())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
