package vektra.addons.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a unit, in systemd's syntax. */
public final class UnitFile {
    /** Stops and restarts with it what belongs to Vektra; where that target is not installed it means nothing. */
    static final String TARGET = "vektra.target";

    /** Where the launcher looks for Java itself, and finds the next one after an upgrade. */
    private static final Path FOUND_BY_LAUNCHER = Path.of("/usr/lib/jvm");

    private UnitFile() {}

    /** One word of a line, whatever signs it holds; a per cent sign stands for something else, also for supervisord. */
    public static String word(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    /** One word of a command, in which a dollar stands for something else. */
    static String argument(String text) {
        return word(text.replace("$", "$$"));
    }

    static String path(Path path) {
        return path.toString().replace("%", "%%");
    }

    /** @param user whom units of the machine's systemd run as; null for a user's unit */
    static List<String> surroundings(Path home, @Nullable String user) {
        List<String> lines = new ArrayList<>(List.of("Environment=" + word("VEKTRA_HOME=" + home)));
        Path java = Path.of(System.getProperty("java.home"));
        if (!java.startsWith(FOUND_BY_LAUNCHER)) {
            lines.add("Environment=" + word("JAVA_HOME=" + java));
        }
        if (user != null) {
            lines.addAll(List.of("User=" + user, "Environment=" + word("HOME=" + System.getProperty("user.home"))));
        }
        return lines;
    }

    /** What runs until it is stopped, and is started again when it fails. */
    static String lasting(
            String description, List<String> order, List<String> service, boolean system, String wantedBy) {
        List<String> lines = new ArrayList<>(List.of("[Unit]", "Description=" + description, "PartOf=" + TARGET));
        lines.addAll(order);
        lines.addAll(List.of("StartLimitIntervalSec=300", "StartLimitBurst=5", "", "[Service]"));
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
        lines.addAll(List.of("", "[Install]", "WantedBy=" + wantedBy));
        return String.join("\n", lines) + "\n";
    }

    /** What the machine, or the user's session, wants at its start. */
    static String boot(boolean system) {
        return system ? "multi-user.target" : "default.target";
    }

    /** What a timer starts and what ends by itself: what has failed is tried again by Vektra. */
    static String oneshot(String description, List<String> service) {
        List<String> lines = new ArrayList<>(List.of("[Unit]", "Description=" + description, "", "[Service]"));
        lines.addAll(service);
        lines.addAll(List.of("Nice=10", "UMask=0077", "NoNewPrivileges=yes"));
        return String.join("\n", lines) + "\n";
    }

    /** What starts others, by the names of their units. */
    static String target(String description, List<String> wanted, boolean system) {
        return String.join(
                        "\n",
                        "[Unit]",
                        "Description=" + description,
                        "Wants=" + String.join(" ", wanted),
                        "",
                        "[Install]",
                        "WantedBy=" + boot(system))
                + "\n";
    }
}
