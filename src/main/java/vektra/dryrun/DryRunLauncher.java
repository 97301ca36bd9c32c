package vektra.dryrun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.PlannedStep.Action;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;

/** Looks at servers as they are, writes down what would be done to them, and then takes it for done. */
public final class DryRunLauncher implements ServerLauncher {
    private enum Now {
        RUNNING,
        STOPPED,
        GONE
    }

    private final ServerLauncher real;
    private final PlannedSteps planned;
    private final Map<String, Now> done = new HashMap<>();
    /** Whether servers have data, as far as that would differ. */
    private final Map<String, Boolean> data = new HashMap<>();

    public DryRunLauncher(ServerLauncher real, PlannedSteps planned) {
        this.real = real;
        this.planned = planned;
    }

    @Override
    public boolean exists(String id) {
        Now now = done.get(id);
        return now == null ? real.exists(id) : now != Now.GONE;
    }

    @Override
    public Server create(Wanted wanted, AddonProvider provider) {
        Server server = preview(wanted, provider);
        List<String> details = new ArrayList<>(List.of(title(provider, server)));
        if (server.software() != null) {
            details.add(server.software().source());
        }
        if (!server.hosts().isEmpty()) {
            details.add(wanted.port() == null ? "a free port" : "port " + wanted.port());
        }
        planned.add(Action.MAKE_SERVER, server.id(), String.join(", ", details));
        done.put(server.id(), server.hosts().isEmpty() ? Now.RUNNING : Now.STOPPED);
        data.put(server.id(), true);
        return server;
    }

    private static String title(AddonProvider provider, Server server) {
        return (provider.service().title() + " " + server.version()).strip();
    }

    @Override
    public Optional<Bundled> bundled(AddonProvider provider) {
        return real.bundled(provider);
    }

    @Override
    public Server preview(Wanted wanted, AddonProvider provider) {
        return real.preview(wanted, provider);
    }

    @Override
    public void requireStartable(Server server) {
        if (done.get(server.id()) == null) {
            real.requireStartable(server);
        }
    }

    @Override
    public void ensureRunning(Server server, AddonProvider provider) {
        if (looksAlive(server)) {
            requireAnswer(server, provider);
            return;
        }
        requireStartable(server);
        planned.add(Action.START_SERVER, server.id(), "");
        done.put(server.id(), Now.RUNNING);
    }

    /** A real run would wait for the answer first. */
    private void requireAnswer(Server server, AddonProvider provider) {
        ServerStatus status = status(server, provider);
        if (status.state() == ServerStatus.State.HUNG) {
            throw VektraException.unavailable(
                    server.id() + " (pid " + status.pid() + ") runs but does not answer: " + status.detail(),
                    "if it was started just now, try again",
                    null);
        }
    }

    @Override
    public ServerStatus status(Server server, AddonProvider provider) {
        Now now = done.get(server.id());
        if (now == null) {
            return real.status(server, provider);
        }
        return now == Now.RUNNING
                ? new ServerStatus(ServerStatus.State.RUNNING, null, "would run")
                : new ServerStatus(ServerStatus.State.STOPPED, null, "would not run");
    }

    @Override
    public boolean looksAlive(Server server) {
        Now now = done.get(server.id());
        return now == null ? real.looksAlive(server) : now == Now.RUNNING;
    }

    @Override
    public void requireItself(Server server) {
        real.requireItself(server);
    }

    @Override
    public Location location(Server server) {
        Location is = real.location(server);
        boolean hasData = data.getOrDefault(server.id(), is.hasData());
        return new Location(is.folder(), is.recorded(), hasData, is.elsewhere(), is.taker());
    }

    /** The port that a real run would pick is not known before. */
    @Override
    public Server relocated(Server server, boolean otherPort, AddonProvider provider) {
        stop(server, provider);
        planned.add(Action.PLACE_SERVER, server.id(), otherPort ? "at a free port" : "");
        done.put(server.id(), Now.STOPPED);
        return server;
    }

    @Override
    public Server handOver(Server from, String to, AddonProvider provider) {
        stop(from, provider);
        planned.add(Action.MOVE_DATA, from.id(), "to " + to);
        done.put(to, Now.STOPPED);
        data.put(to, true);
        data.put(from.id(), false);
        return new Server(
                to,
                from.service(),
                true,
                from.hosts(),
                from.adminUrl(),
                from.options(),
                from.software(),
                from.folder(),
                from.version());
    }

    @Override
    public Room room(Server server) {
        return real.room(server);
    }

    @Override
    public List<Bundled> offers(AddonProvider provider) {
        return real.offers(provider);
    }

    @Override
    public Optional<Encryption> encryption(Server server, AddonProvider provider) {
        return real.encryption(server, provider);
    }

    @Override
    public void encrypt(Server server, AddonProvider provider) {
        planned.add(Action.ENCRYPT_SERVER, server.id(), "");
    }

    @Override
    public List<String> ids() {
        return real.ids();
    }

    @Override
    public boolean stop(Server server, AddonProvider provider) {
        boolean runs = looksAlive(server);
        if (runs) {
            planned.add(Action.STOP_SERVER, server.id(), "");
            done.put(server.id(), Now.STOPPED);
        }
        return runs;
    }

    @Override
    public void remove(Server server, AddonProvider provider) {
        if (exists(server.id())) {
            planned.add(Action.DELETE_SERVER, server.id(), "");
            done.put(server.id(), Now.GONE);
        }
    }

    @Override
    public Path log(Server server) {
        return real.log(server);
    }

    @Override
    public Optional<Supervision> supervision(Server server) {
        return real.supervision(server);
    }
}
