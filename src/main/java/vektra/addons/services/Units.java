package vektra.addons.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Supervision;
import vektra.spi.SoftwareSource;

/**
 * Writes units for systemd, which then starts what runs in a home at boot, and again when it dies.
 *
 * @param user whom units of the machine's systemd run as
 */
public record Units(Engine engine, ServerLauncher launcher, Servers servers, String user) {
    /**
     * A unit.
     *
     * @param name of its file
     * @param system for the machine's systemd, not a user's
     */
    public record Unit(String name, String text, boolean system) {}

    /**
     * What units start.
     *
     * @param vektra the launcher
     * @param home the folder of the home
     * @param system for the machine's systemd, not a user's
     */
    public record Installation(Path vektra, Path home, boolean system) {
        private String command(String words) {
            return "ExecStart=" + UnitFile.argument(vektra.toString()) + " " + words;
        }
    }

    /** What means something else than a server in the names of units; an add-on may be called so. */
    private static final Pattern TAKEN = Pattern.compile("logs|server|backups|monitors|(app|addon)-.+");

    /** The unit of the server of a service or of a dedicated add-on; one that its engine watches is a CONFLICT. */
    public Unit unit(String what, boolean system) {
        Servers.Found found = servers.managed(what);
        Server server = found.server();
        return unit(found, launcher.supervision(server).orElseThrow(() -> withoutUnit(server)), system);
    }

    private static VektraException withoutUnit(Server server) {
        boolean folder = server.software() != null && server.software().source().equals(SoftwareSource.Folder.NAME);
        return folder
                ? VektraException.conflict(
                        server.id() + " is a folder, without a process that could be started at boot", null)
                : VektraException.conflict(
                        server.id() + " runs in a container: its engine starts it at boot and when it dies",
                        "let the engine itself start at boot, for example: systemctl enable docker");
    }

    private Unit unit(Servers.Found found, Supervision watched, boolean system) {
        Server server = found.server();
        String called = found.own() == null ? server.id() : found.own().value();
        String vektra = UnitFile.argument(watched.launcher().toString());
        List<String> service = new ArrayList<>(List.of("Type=forking", "PIDFile=" + UnitFile.path(watched.pidFile())));
        service.addAll(surroundings(watched.home(), system));
        service.addAll(List.of(
                "ExecStart=" + vektra + " addons:start " + called,
                "ExecStop=" + vektra + " addons:stop " + called,
                "TimeoutStartSec=180",
                "TimeoutStopSec=60"));
        return lasting(file(server), called + " of Vektra", service, system);
    }

    private static String file(Server server) {
        String id = server.id();
        return "vektra-" + (TAKEN.matcher(id).matches() ? "addon-" : "") + id + ".service";
    }

    private List<String> surroundings(Path home, boolean system) {
        return UnitFile.surroundings(home, system ? user : null);
    }

    private static Unit lasting(String file, String description, List<String> service, boolean system) {
        String text = UnitFile.lasting(description, List.of(), service, system, UnitFile.boot(system));
        return new Unit(file, text, system);
    }

    /** The unit of the log router. */
    public Unit router(Installation of) {
        List<String> service = new ArrayList<>(List.of("Type=exec"));
        service.addAll(surroundings(of.home(), of.system()));
        service.addAll(List.of(of.command("logs:router"), "TimeoutStopSec=20"));
        return lasting("vektra-logs.service", "log router of Vektra", service, of.system());
    }

    /** The unit of the API server, at its usual address. */
    public Unit apiServer(Installation of) {
        List<String> service = new ArrayList<>(List.of("Type=exec"));
        service.addAll(surroundings(of.home(), of.system()));
        service.addAll(List.of(of.command("server"), "TimeoutStopSec=30"));
        return lasting("vektra-server.service", "API server of Vektra", service, of.system());
    }

    /** The service that makes scheduled backups, and the timer that starts it. */
    public List<Unit> backups(Installation of) {
        List<String> service = new ArrayList<>(List.of("Type=oneshot"));
        service.addAll(surroundings(of.home(), of.system()));
        service.add(of.command("backups:run"));
        String timer = String.join(
                "\n",
                "[Unit]",
                "Description=scheduled backups of Vektra",
                "",
                "[Timer]",
                "OnCalendar=*:0/5",
                "Persistent=yes",
                "",
                "[Install]",
                "WantedBy=timers.target",
                "");
        String once = UnitFile.oneshot("scheduled backups of Vektra", service);
        return List.of(
                new Unit("vektra-backups.service", once, of.system()),
                new Unit("vektra-backups.timer", timer, of.system()));
    }

    /**
     * The unit of the monitors of a folder.
     *
     * @param place the folder that the monitors are in
     * @param arguments behind the command, each a word
     */
    public Unit monitors(Installation of, Path place, List<String> arguments) {
        List<String> service = new ArrayList<>(List.of("Type=exec", "WorkingDirectory=" + UnitFile.path(place)));
        service.addAll(surroundings(of.home(), of.system()));
        // the monitors are ended by Vektra, in order; what is left then is killed
        service.addAll(List.of(of.command("monitors:start" + words(arguments)), "KillMode=mixed", "TimeoutStopSec=20"));
        return lasting("vektra-monitors.service", "monitors of Vektra", service, of.system());
    }

    /**
     * The unit of a program of an app, which begins after the servers of its add-ons and belongs to the target of all.
     *
     * @param process its name among those of the app, such as worker; null for the only one
     * @param place the folder that it is started in
     * @param command the program and its arguments
     */
    public Unit app(Installation of, AppName name, @Nullable String process, Path place, List<String> command) {
        List<String> service = new ArrayList<>(List.of("Type=exec", "WorkingDirectory=" + UnitFile.path(place)));
        service.addAll(surroundings(of.home(), of.system()));
        String as = process == null ? "" : " -p " + UnitFile.argument(process);
        service.add(of.command("run -a " + name + as + " --" + words(command)));
        String after = String.join(" ", serversOf(name));
        List<String> order = after.isEmpty() ? List.of() : List.of("Wants=" + after, "After=" + after);
        String description = (process == null ? name.value() : process + " of " + name) + ", an app of Vektra";
        return new Unit(
                "vektra-app-" + name + (process == null ? "" : "-" + process) + ".service",
                UnitFile.lasting(description, order, service, of.system(), UnitFile.TARGET),
                of.system());
    }

    private static String words(List<String> arguments) {
        StringBuilder words = new StringBuilder();
        arguments.forEach(argument -> words.append(' ').append(UnitFile.argument(argument)));
        return words.toString();
    }

    /** The units of the servers that an app uses. */
    private List<String> serversOf(AppName app) {
        Lookup at = engine.lookup();
        return at.app(app).attachments().stream()
                .flatMap(attachment -> at.owned(attachment.addon()).stream())
                .flatMap(owned -> at.serverInUse(owned.addon()).stream())
                .filter(Server::managed)
                .filter(server -> launcher.supervision(server).isPresent())
                .map(Units::file)
                .distinct()
                .toList();
    }

    /** The units of all managed servers, of the log router and of the API server; the last one is a target that wants all. */
    public List<Unit> all(Installation of) {
        Stream<Unit> each = servers.managed().stream()
                .flatMap(found -> launcher.supervision(found.server()).stream()
                        .map(watched -> unit(found, watched, of.system())));
        List<Unit> units = new ArrayList<>(
                Stream.concat(each, Stream.of(router(of), apiServer(of))).toList());
        List<String> names = units.stream().map(Unit::name).toList();
        units.add(new Unit(UnitFile.TARGET, UnitFile.target("everything of Vektra", names, of.system()), of.system()));
        return units;
    }
}
