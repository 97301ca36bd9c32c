package vektra.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.model.VektraException;
import vektra.server.ProcessTable.Entry;

/** Ends the processes of one server, and only those: a pid is signalled only while it is proven to be the server's. */
final class Ending {
    private static final Duration FORCED = Duration.ofSeconds(10);

    private final Limits limits;
    private final String id;
    private final ServerFolder folder;

    Ending(Limits limits, String id, ServerFolder folder) {
        this.limits = limits;
        this.id = id;
        this.folder = folder;
    }

    /** Stops the server if it runs, by force after a while, with all its children. Returns whether it ran. */
    boolean stop(String signal) {
        Optional<Running> running = Running.alive(folder.pidFile());
        running.ifPresent(server -> stop(server, signal));
        clear();
        return running.isPresent();
    }

    private void stop(Running server, String signal) {
        send(signal, server.pid());
        // what is suspended would never see the signal; its children may be suspended too
        send("CONT", server.pid());
        members(server).forEach(child -> send("CONT", child.pid()));
        if (!Patience.await(limits.stop(), () -> !server.alive())) {
            send("KILL", server.pid());
            if (!Patience.await(FORCED, () -> !server.alive())) {
                throw VektraException.unavailable(
                        id + " (pid " + server.pid() + ") does not end, not even by kill -9",
                        "it waits for a disk or another device; see dmesg",
                        null);
            }
        }
    }

    /** Ends what a dead server left behind, so that no process of it lives, and forgets its pid. */
    void clear() {
        Running.read(folder.pidFile()).filter(dead -> !dead.alive()).ifPresent(this::endChildren);
        PrivateFiles.delete(folder.pidFile());
    }

    private void endChildren(Running dead) {
        if (!dead.boot().equals(ProcessTable.boot())) {
            return;
        }
        boolean ended = Patience.await(FORCED, () -> {
            List<Entry> left = members(dead);
            left.forEach(child -> send("KILL", child.pid()));
            return left.isEmpty();
        });
        if (!ended) {
            throw VektraException.unavailable(
                    "children of " + id + " do not end, not even by kill -9", "see ps -s " + dead.pid(), null);
        }
    }

    /** The session alone would not prove it: its number may have been given away again. */
    private List<Entry> members(Running server) {
        return ProcessTable.session(server.pid(), folder.real());
    }

    private static void send(String signal, long pid) {
        List<String> kill = Stream.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\" 2>&-", signal, String.valueOf(pid))
                .toList();
        // already gone is no error
        new Program(Path.of("/"), Map.of()).run(FORCED, kill);
    }
}
