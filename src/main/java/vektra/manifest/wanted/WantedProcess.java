package vektra.manifest.wanted;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Position;
import vektra.model.app.Declared;

/**
 * A program of an app that a manifest says how to start.
 *
 * @param command for a shell; null when the file has none
 * @param port that it listens on; 0 when the file does not say it
 * @param listed the config vars of the user that it sees; with {@link Declared#ALL} all
 */
public record WantedProcess(
        Position at, String name, @Nullable String command, int port, Set<String> listed) {
    public WantedProcess {
        listed = Set.copyOf(listed);
    }
}
