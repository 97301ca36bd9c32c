package vektra.monitors.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.addons.services.UnitFile;
import vektra.addons.services.Units;
import vektra.file.UserFile;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * What has monitors run permanently.
 *
 * @param name of its file
 * @param next what is to be done with it
 */
public record Deployment(String name, String text, String next) {
    /** What can run them. */
    public enum Target {
        SYSTEMD,
        SUPERVISOR,
        CONTAINER;

        /** As it is typed. */
        public static Target of(String word) {
            Map<String, Target> known =
                    new TreeMap<>(Map.of("systemd", SYSTEMD, "supervisor", SUPERVISOR, "container", CONTAINER));
            Target target = known.get(word);
            if (target == null) {
                throw VektraException.invalid(
                        "monitors cannot be deployed to " + Shown.quoted(word), Nearest.hint(word, known.keySet()));
            }
            return target;
        }
    }

    /**
     * Where everything is.
     *
     * @param vektra the launcher
     * @param home of Vektra
     * @param place the folder that the monitors are in
     * @param arguments of {@code monitors:start}
     */
    public record Where(Path vektra, Path home, Path place, List<String> arguments) {}

    /** Replaces the file at once, in a folder that is made if it is not there. */
    public void write(Path file) {
        UserFile.write(file, text);
    }

    /** By systemd; the unit is that of a user unless the machine's is wanted. */
    public static Deployment systemd(Units units, Where where, boolean system) {
        Units.Unit unit = units.monitors(
                new Units.Installation(where.vektra(), where.home(), system), where.place(), where.arguments());
        return new Deployment(
                unit.name(),
                unit.text(),
                "put it into " + (system ? "/etc/systemd/system" : "~/.config/systemd/user")
                        + ", reload systemd, and enable it");
    }

    /** By supervisord. */
    public static Deployment supervisor(Where where) {
        List<String> lines = new ArrayList<>(List.of("[program:vektra-monitors]"));
        StringBuilder command = new StringBuilder(UnitFile.word(where.vektra().toString())).append(" monitors:start");
        where.arguments().forEach(argument -> command.append(' ').append(UnitFile.word(argument)));
        lines.addAll(List.of(
                "command=" + command,
                "directory=" + where.place().toString().replace("%", "%%"),
                "environment=VEKTRA_HOME=" + UnitFile.word(where.home().toString()) + ",JAVA_HOME="
                        + UnitFile.word(System.getProperty("java.home")),
                "autostart=true",
                "autorestart=true",
                "stopsignal=TERM",
                "stopwaitsecs=20"));
        return new Deployment(
                "vektra-monitors.conf",
                String.join("\n", lines) + "\n",
                "put it into /etc/supervisor/conf.d/vektra-monitors.conf, then: supervisorctl update");
    }

    /** In a container; what the monitors themselves need is to be added. */
    public static Deployment container(Where where) {
        List<String> words = new ArrayList<>(List.of("/opt/vektra/bin/vektra", "monitors:start"));
        words.addAll(where.arguments());
        String command = String.join("\", \"", words).replace("\\", "\\\\");
        String text = String.join(
                "\n",
                "FROM docker.io/library/eclipse-temurin:17-jre",
                "# what the monitors themselves call, such as curl or git, is installed here",
                "ADD vektra-*.tar.gz /opt/",
                "RUN mv /opt/vektra-* /opt/vektra && useradd -m monitor && install -d -o monitor /var/lib/vektra",
                "COPY monitors /srv/monitors",
                "USER monitor",
                "ENV VEKTRA_HOME=/var/lib/vektra",
                "VOLUME /var/lib/vektra",
                "WORKDIR /srv",
                "STOPSIGNAL SIGTERM",
                "ENTRYPOINT [\"" + command + "\"]",
                "");
        return new Deployment(
                "Containerfile",
                text,
                "put a release of Vektra, vektra-VERSION.tar.gz, beside it, then: docker build -t monitors -f Containerfile .");
    }
}
