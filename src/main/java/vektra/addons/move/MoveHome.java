package vektra.addons.move;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.addons.core.Providers;
import vektra.addons.doctor.Doctor;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Luggage;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * Moves a home to another folder of this machine: its servers are stopped, its files moved, and where it is then the doctor
 * puts right what names the folder, and starts the servers.
 *
 * @param elsewhere the same verb of the home in another folder
 */
public record MoveHome(
        Engine engine,
        Store store,
        Providers providers,
        ServerLauncher launcher,
        Doctor doctor,
        Progress progress,
        Noted noted,
        Function<Path, MoveHome> elsewhere) {
    private static final String COMMAND = "home:move";

    /** What was put right at the new place, and what was not. */
    public record Moved(List<String> servers, List<Doctor.Treated> treated) {}

    /** Moves it; again, where that was cut off, goes on. */
    public Moved move(Path to) {
        Luggage luggage = store.luggage();
        luggage.requireMovable(to);
        if (luggage.isAt(to)) {
            moveFiles(to);
        } else {
            engine.settleNow();
            List<Server> running =
                    servers().stream().filter(launcher::looksAlive).toList();
            try {
                running.forEach(this::stop);
                Failpoint.reached("move: servers stopped");
                // under its own lock the home could not be moved
                noted.done(Deed.of(COMMAND).with("to", to.toString()));
                moveFiles(to);
            } catch (VektraException e) {
                if (!luggage.isAt(to)) {
                    running.forEach(this::start);
                }
                throw e;
            }
        }
        if (!luggage.isAt(to)) {
            // a dry run
            return new Moved(List.of(), List.of());
        }
        return elsewhere.apply(to).arrive();
    }

    private void moveFiles(Path to) {
        progress.doing("moving the files");
        store.luggage().moveTo(to, this::requireRest);
    }

    private void stop(Server server) {
        progress.doing("stopping " + server.id());
        launcher.stop(server, providers.of(server.service()));
    }

    /** A copy of the files of one that runs would be torn. */
    private void requireRest() {
        servers().stream().filter(launcher::looksAlive).findFirst().ifPresent(server -> {
            throw VektraException.conflict(server.id() + " was started meanwhile", "run the command again");
        });
    }

    /** Where the files stayed, the servers go on. */
    private void start(Server server) {
        try {
            launcher.ensureRunning(server, providers.of(server.service()));
        } catch (VektraException e) {
            progress.warn(server.id() + " is not started again: " + e.getMessage());
        }
    }

    /** Those of add-ons first. */
    private List<Server> servers() {
        Snapshot at = engine.read();
        List<Server> all = new ArrayList<>();
        for (Addon addon : engine.lookup(at).addons().toList()) {
            if (addon.server() != null) {
                all.add(addon.server());
            }
            if (addon.former() != null && addon.former().server() != null) {
                all.add(addon.former().server());
            }
        }
        at.services().stream()
                .map(EnabledService::server)
                .filter(Server::managed)
                .forEach(all::add);
        return all;
    }

    private Moved arrive() {
        List<Doctor.Treated> treated = doctor.visit(new Doctor.Request(null, true, null, null));
        store.luggage().arrived();
        return new Moved(servers().stream().map(Server::id).toList(), treated);
    }
}
