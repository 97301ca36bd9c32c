package vektra.addons.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Supervision;
import vektra.spi.SoftwareSource;

/**
 * Writes units for systemd, which then starts a managed server, or the log router, at boot and again when it dies.
 *
 * @param user whom units of the machine's systemd run as
 */
public record Units(ServerLauncher launcher, Servers servers, String user) {
    /**
     * A unit.
     *
     * @param name of its file
     * @param system for the machine's systemd, not a user's
     */
    public record Unit(String name, String text, boolean system) {}

    /** The unit of the server of a service or of a dedicated add-on; one that its engine watches is a CONFLICT. */
    public Unit unit(String what, boolean system) {
        Server server = servers.managed(what).server();
        Supervision watched = launcher.supervision(server).orElseThrow(() -> withoutUnit(server));
        return new Unit("vektra-" + server.id() + ".service", text(server, watched, system), system);
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

    /**
     * The unit of the log router.
     *
     * @param vektra the launcher
     * @param folder the home
     */
    public Unit router(Path vektra, Path folder, boolean system) {
        String command = command(vektra) + " logs:router";
        List<String> service = new ArrayList<>(List.of("Type=exec"));
        service.addAll(surroundings(folder, system));
        service.addAll(List.of("ExecStart=" + command, "TimeoutStopSec=20"));
        return new Unit("vektra-logs.service", text("log router of Vektra", service, system), system);
    }

    /**
     * The service that makes scheduled backups, and the timer that starts it.
     *
     * @param vektra the launcher
     * @param folder the home
     */
    public List<Unit> backups(Path vektra, Path folder, boolean system) {
        List<String> service = new ArrayList<>(List.of("Type=oneshot"));
        service.addAll(surroundings(folder, system));
        service.add("ExecStart=" + command(vektra) + " backups:run");
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
        return List.of(
                new Unit("vektra-backups.service", oneshot("scheduled backups of Vektra", service), system),
                new Unit("vektra-backups.timer", timer, system));
    }

    /** What the timer starts and what ends by itself: what has failed is tried again by Vektra. */
    private static String oneshot(String description, List<String> service) {
        List<String> lines = new ArrayList<>(List.of("[Unit]", "Description=" + description, "", "[Service]"));
        lines.addAll(service);
        lines.addAll(List.of("Nice=10", "UMask=0077", "NoNewPrivileges=yes"));
        return String.join("\n", lines) + "\n";
    }

    /**
     * The unit of the monitors of a folder.
     *
     * @param vektra the launcher
     * @param home of Vektra
     * @param place the folder that the monitors are in
     * @param arguments behind the command, each a word
     */
    public Unit monitors(Path vektra, Path home, Path place, List<String> arguments, boolean system) {
        StringBuilder command = new StringBuilder(command(vektra)).append(" monitors:start");
        arguments.forEach(argument -> command.append(' ').append(word(argument.replace("$", "$$"))));
        List<String> service = new ArrayList<>(List.of("Type=exec", "WorkingDirectory=" + path(place)));
        service.addAll(surroundings(home, system));
        // the monitors are ended by Vektra, in order; what is left then is killed
        service.addAll(List.of("ExecStart=" + command, "KillMode=mixed", "TimeoutStopSec=20"));
        return new Unit("vektra-monitors.service", text("monitors of Vektra", service, system), system);
    }

    private String text(Server server, Supervision watched, boolean system) {
        String vektra = command(watched.launcher());
        List<String> service = new ArrayList<>(List.of("Type=forking", "PIDFile=" + path(watched.pidFile())));
        service.addAll(surroundings(watched.home(), system));
        service.addAll(List.of(
                "ExecStart=" + vektra + " addons:start " + server.id(),
                "ExecStop=" + vektra + " addons:stop " + server.id(),
                "TimeoutStartSec=180",
                "TimeoutStopSec=60"));
        return text(server.id() + " of Vektra", service, system);
    }

    /** In a command a dollar stands for something else. */
    private static String command(Path launcher) {
        return word(launcher.toString().replace("$", "$$"));
    }

    private List<String> surroundings(Path folder, boolean system) {
        List<String> lines = new ArrayList<>(List.of(
                "Environment=" + word("VEKTRA_HOME=" + folder),
                "Environment=" + word("JAVA_HOME=" + System.getProperty("java.home"))));
        if (system) {
            lines.addAll(List.of("User=" + user, "Environment=" + word("HOME=" + System.getProperty("user.home"))));
        }
        return lines;
    }

    private static String text(String description, List<String> service, boolean system) {
        List<String> lines = new ArrayList<>(List.of(
                "[Unit]",
                "Description=" + description,
                "StartLimitIntervalSec=300",
                "StartLimitBurst=5",
                "",
                "[Service]"));
        lines.addAll(service);
        lines.addAll(List.of(
                "Restart=on-failure",
                "RestartSec=5",
                "UMask=0077",
                "NoNewPrivileges=yes",
                "LockPersonality=yes",
                "RestrictRealtime=yes",
                "RestrictSUIDSGID=yes"));
        if (system) {
            lines.addAll(List.of("ProtectSystem=full", "ProtectKernelModules=yes", "ProtectControlGroups=yes"));
        }
        lines.addAll(List.of("", "[Install]", "WantedBy=" + (system ? "multi-user.target" : "default.target")));
        return String.join("\n", lines) + "\n";
    }

    /** One word of a line, whatever signs it holds; a per cent sign stands for something else, also in files of supervisord. */
    public static String word(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    private static String path(Path path) {
        return path.toString().replace("%", "%%");
    }
}
