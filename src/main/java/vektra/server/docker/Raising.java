package vektra.server.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.Answer;
import vektra.server.docker.Container.Seen;
import vektra.server.folder.Ledger;
import vektra.server.port.Ports;
import vektra.server.process.Patience;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;

/** Starts a server's container, or takes the one that runs already, until it answers and is in order. */
record Raising(Box box, Server server, AddonProvider provider, Ledger ledger, Progress progress) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LINES = 8;

    void raise() {
        Container container = box.container();
        Optional<Seen> before = container.look();
        if (before.filter(Seen::paused).isPresent()) {
            throw VektraException.unavailable(
                    server.id() + " is paused", "resume it with docker unpause " + container.name(), null);
        }
        if (before.filter(Seen::restarting).isPresent()) {
            // it dies again and again: once more under our eyes, to see of what
            container.stop();
        }
        boolean runs =
                before.filter(seen -> seen.running() && !seen.restarting()).isPresent();
        progress.doing((runs ? "waiting for " : "starting ") + server.id());
        if (!runs) {
            launch(container, before);
        }
        await(container, !runs);
        Failpoint.reached("docker: server answered");
        provider.configure(server);
        Failpoint.reached("docker: server configured");
        container.look().ifPresent(this::remember);
    }

    private void launch(Container container, Optional<Seen> before) {
        requireData(server, Names.of(box.software()), container.engine());
        ledger.forget(server.id());
        if (before.filter(box::fits).isEmpty()) {
            new Image(container.engine(), Names.of(box.software()).image(), progress).ensure();
            box.makeAgain();
        }
        box.prepare();
        Ports.requireFree(server);
        container.start();
    }

    static void requireData(Server server, Names names, Engine engine) {
        if (!Box.hasData(engine, names)) {
            throw VektraException.unavailable(
                    "the data of " + server.id() + " is gone: there is no volume " + names.volume() + " at "
                            + names.engine(),
                    Text.of(
                            "restore it from a backup; to start over with empty data: ",
                            Next.of("addons:doctor").with("fix").with("confirm", server.id())),
                    null);
        }
    }

    private void await(Container container, boolean ours) {
        VektraException[] last = new VektraException[1];
        boolean[] alive = {true};
        Patience.await(START, () -> {
            last[0] = Answer.failure(server, provider);
            alive[0] = last[0] == null
                    || container
                            .look()
                            .filter(seen -> seen.running() && !seen.restarting() && (!ours || seen.restarts() == 0))
                            .isPresent();
            return last[0] == null || !alive[0];
        });
        if (last[0] == null) {
            return;
        }
        String log = tail(container.log(LINES));
        if (alive[0]) {
            throw VektraException.unavailable(
                    server.id() + " runs in the container " + container.name() + " but does not answer: "
                            + last[0].getMessage() + log,
                    Text.of("its log: ", Next.of("addons:logs", server.id())),
                    last[0]);
        }
        // else the engine would try for ever
        container.stop();
        throw VektraException.unavailable(
                server.id() + " exited while starting" + log,
                Text.of("its log: ", Next.of("addons:logs", server.id())),
                null);
    }

    private static String tail(String log) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    /** Only a process that is surely this container's: the engine may live in a machine of its own. */
    private void remember(Seen seen) {
        if (ofContainer(seen)) {
            ledger.remember(server.id(), seen.pid());
        }
    }

    private static boolean ofContainer(Seen seen) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(seen.pid()), "cgroup"))
                    .contains(seen.id());
        } catch (IOException e) {
            return false;
        }
    }
}
