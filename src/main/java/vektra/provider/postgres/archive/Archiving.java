package vektra.provider.postgres.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.ServiceOption;
import vektra.model.service.Software;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Place;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.SoftwareSource.Docker;

/** What a server that keeps an archive has for it: a script beside its data, and settings that call it. */
public final class Archiving {
    /** How the server's own sessions and its archiver, which run in the data folder, call the script. */
    static final String SCRIPT = "sh ../archive.sh";

    /** Where the script writes why it failed; gone after the next success. */
    static final String FAILURE = "../archive.failure";

    /** How old what is written may be before it goes into the archive. */
    private static final String AT_MOST = "15s";

    private static final String TEXT = "archive.sh";

    private Archiving() {}

    /** Whether the server's options ask for an archive. */
    static boolean asked(String option) {
        return !option.isEmpty() && !option.equals(ServiceOption.OFF);
    }

    /** Where the archive of a server is. */
    static Path folder(Server server) {
        return folder(server.option(ServerOptions.ARCHIVE), real(server));
    }

    /** The server's folder as its own programs find it: they may not pass through the home. */
    static Path real(Server server) {
        Path own = Path.of(Objects.requireNonNull(server.folder()));
        try {
            return own.toRealPath();
        } catch (IOException e) {
            return own;
        }
    }

    private static Path folder(String option, Path own) {
        return option.equals(ServiceOption.ON)
                ? own.resolve("archive")
                : Path.of(option).resolve(String.valueOf(own.getFileName()));
    }

    /** What the server's configuration says about it. */
    public static Map<String, String> settings(Layout layout) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (asked(layout.option(ServerOptions.ARCHIVE))) {
            settings.put("archive_mode", "on");
            settings.put("archive_command", SCRIPT + " wal %p %f");
            settings.put("archive_timeout", AT_MOST);
        }
        return settings;
    }

    /**
     * Makes the folder and the script, which a start needs. A disk that is away later must not keep the server from
     * starting, only the first time is a missing folder refused.
     */
    public static void prepare(Layout layout, Place place) {
        String option = layout.option(ServerOptions.ARCHIVE);
        if (!asked(option)) {
            return;
        }
        refuseContainer(layout.software());
        Path folder = folder(option, Objects.requireNonNull(layout.data().getParent()));
        Path script = layout.data().resolve(TEXT);
        String where = where(folder);
        try {
            place.folder(folder);
        } catch (VektraException e) {
            if (place.read(script).filter(text -> text.startsWith(where)).isEmpty()) {
                throw e;
            }
        }
        place.write(script, where + text());
    }

    /** Refuses, while a server runs without it still, an archive that would keep it from its next start. */
    public static void requirePossible(Server server) {
        String option = server.option(ServerOptions.ARCHIVE);
        if (!server.managed() || !asked(option)) {
            return;
        }
        refuseContainer(server.software());
        if (!isInUse(server) && !option.equals(ServiceOption.ON) && !Files.isDirectory(Path.of(option))) {
            throw VektraException.unavailable(
                    "there is no folder " + option, "it is never created: mount its disk, or create it", null);
        }
    }

    /** Whether the server was started since its options ask for that archive. */
    public static boolean isInUse(Server server) {
        if (!server.managed() || !asked(server.option(ServerOptions.ARCHIVE)) || isContained(server.software())) {
            return false;
        }
        Path script = real(server).resolve("data").resolve(TEXT);
        try {
            return Files.readString(script).startsWith(where(folder(server)));
        } catch (IOException e) {
            return false;
        }
    }

    /** The first line of the script. */
    private static String where(Path folder) {
        return "archive=" + quoted(folder.toString()) + "\n";
    }

    private static void refuseContainer(@Nullable Software software) {
        if (isContained(software)) {
            throw VektraException.conflict(
                    "a server in a container keeps no archive",
                    Text.of(
                            "leave ",
                            Input.of(ServerOptions.ARCHIVE),
                            " out, or set it to ",
                            Input.of(ServerOptions.ARCHIVE, ServiceOption.OFF)));
        }
    }

    static boolean isContained(@Nullable Software software) {
        return software != null && software.source().equals(Docker.NAME);
    }

    /** As a word of the shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String text() {
        try (InputStream in = Archiving.class.getResourceAsStream("/vektra/provider/postgres/" + TEXT)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
