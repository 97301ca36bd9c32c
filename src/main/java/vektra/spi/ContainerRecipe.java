package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.spi.ServerRecipe.Layout;

/**
 * How a managed server of one service runs in a container; knows files and arguments inside of it, never engines. A
 * layout has the places inside: its data is {@link #data}, its port {@link #port}.
 */
public interface ContainerRecipe {
    /** The server's program, on the image's PATH; asked for its version. */
    String program();

    /** Where the server listens inside. */
    int port();

    /** The folder that outlives the container; null when nothing of the server does. */
    @Nullable
    Path data();

    /** The user that programs of the image run as; null leaves it to the image. */
    @Nullable
    String user();

    /** Makes new, empty data ready. What a crash left of an earlier try is deleted before. */
    void initialise(Layout layout, Inside inside);

    /** Writes what must be current before each start, such as the configuration file. The server does not run. */
    void beforeStart(Layout layout, Inside inside);

    /** The whole command line of the server, which stays in the foreground; it takes the place of the image's own. */
    List<String> command(Layout layout);

    /** The inside of a container that does not run. */
    interface Inside {
        /** A file's text; empty when there is none. */
        Optional<String> read(Path file);

        /** Replaces files of one folder, by their names. They can be read by all users inside: no secret may be in them. */
        void write(Path folder, Map<String, String> texts);

        /** Runs a program of the image on the data and returns what it said; a failure is UNAVAILABLE. */
        String run(List<String> command);
    }
}
