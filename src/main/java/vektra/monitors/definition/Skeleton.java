package vektra.monitors.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import vektra.model.text.FileFailure;
import vektra.model.text.Input;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * The beginning of a new monitor.
 *
 * @param file to be written
 */
public record Skeleton(Path file, String text, boolean executable) {
    private static final String SETTINGS = """
            # interval=20s          between the starts of two runs
            # timeout=180s          of an attempt
            # retry=1               attempts before a run has failed
            # retry-delay=2s
            # jitter=10%            of the interval, for the first start
            # needs=GROUP/NAME      without which this one says nothing
            # slo=99.9              the uptime that is wanted, in percent
            """;

    private static final String BASH = """
            #!/usr/bin/env bash
            # Succeeds when it ends with exit code 0. It runs in an empty folder of its own, which is deleted afterwards; what it
            # prints is logged. %s.conf beside it may hold settings, such as interval=60s or pattern=OK.
            set -euo pipefail

            echo "replace this line"
            """;

    /** What there are skeletons for. */
    public enum Template {
        BASH,
        HTTP,
        TCP,
        ADDON;

        /** As it is typed. */
        public static Template of(String word) {
            List<String> known = List.of("bash", "http", "tcp", "addon");
            if (!known.contains(word)) {
                throw VektraException.invalid("no template called " + Shown.quoted(word), Nearest.hint(word, known));
            }
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** That of a monitor of that path, such as {@code git/clone}. */
    public static Skeleton of(MonitorFolder folder, String path, Template template) {
        Path file = folder.file(path);
        Path settings = file.resolveSibling(file.getFileName() + ".conf");
        return switch (template) {
            case BASH -> new Skeleton(file, BASH.formatted(file.getFileName()), true);
            case HTTP ->
                new Skeleton(
                        settings,
                        "check=https://example.com/\n# status=200            any from 200 to 299 when there is no such line\n"
                                + "# pattern=Example       what the page must match somewhere\n"
                                + "# certificate=14d       how long its certificate must still be valid\n" + SETTINGS,
                        false);
            case TCP ->
                new Skeleton(
                        settings,
                        "check=tcp://localhost:5432\n# pattern=SSH           what the first bytes must match\n"
                                + SETTINGS,
                        false);
            case ADDON -> new Skeleton(settings, "check=addon:NAME\n" + SETTINGS, false);
        };
    }

    /** Refuses to replace a monitor, whichever file it has. */
    public void require(boolean force) {
        String name = file.getFileName().toString();
        Path other = executable
                ? file.resolveSibling(name + ".conf")
                : file.resolveSibling(name.substring(0, name.length() - ".conf".length()));
        boolean replaced = Files.exists(file) || (!executable && Files.exists(other));
        if (replaced && !force) {
            throw VektraException.conflict(
                    (Files.exists(file) ? file : other) + " exists already",
                    Text.of("choose another name, or replace it: ", Input.of("force")));
        }
    }

    public void write() {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            if (executable) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + file + ": " + FileFailure.reason(e), null, e);
        }
    }
}
