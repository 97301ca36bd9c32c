package vektra.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.ServerFolder;
import vektra.server.process.Patience;
import vektra.server.process.ProcessTable;
import vektra.server.process.ProcessTable.Entry;
import vektra.server.process.Program;
import vektra.server.process.Running;

/** Ends the processes of one server, and only those: a pid is signalled only while it is proven to be the server's. */
final class Ending {
    private static final long NO_LEADER = -1;
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
        Optional<Running> running = folder.running();
        Set<String> programs = programs(running);
        running.ifPresent(server -> stop(server, programs, signal));
        clear(programs);
        return running.isPresent();
    }

    /** Ends what a dead server left behind, so that no process of it lives, and forgets its pid. */
    void clear() {
        clear(programs(Optional.empty()));
    }

    private void stop(Running server, Set<String> programs, String signal) {
        send(signal, server.pid());
        // what is suspended would never see the signal; its children may be suspended too
        send("CONT", server.pid());
        children(server.pid(), programs).forEach(child -> send("CONT", child.pid()));
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

    private void clear(Set<String> programs) {
        long leader = Running.read(folder.pidFile())
                .filter(dead -> !dead.alive() && dead.boot().equals(ProcessTable.boot()))
                .map(Running::pid)
                .orElse(NO_LEADER);
        endChildren(leader, programs);
        PrivateFiles.delete(folder.pidFile());
    }

    /** Also without a pid file: what runs the server's program in its data must not meet the next server there. */
    private void endChildren(long leader, Set<String> programs) {
        boolean ended = Patience.await(FORCED, () -> {
            List<Entry> left = children(leader, programs);
            left.forEach(child -> send("KILL", child.pid()));
            return left.isEmpty();
        });
        if (!ended) {
            throw VektraException.unavailable(
                    "children of " + id + " do not end, not even by kill -9",
                    "they work in " + folder.real() + " and wait for a disk or another device; see dmesg",
                    null);
        }
    }

    private List<Entry> children(long leader, Set<String> programs) {
        return ProcessTable.children(leader, programs, folder.real());
    }

    /** The files of the programs that run here. */
    private Set<String> programs(Optional<Running> running) {
        Set<String> programs = folder.programs();
        running.ifPresent(server -> programs.add(ProcessTable.program(server.pid())));
        return programs;
    }

    private static void send(String signal, long pid) {
        List<String> kill = List.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\" 2>&-", signal, String.valueOf(pid));
        // already gone is no error
        new Program(Path.of("/"), Map.of()).run(FORCED, kill);
    }
}
