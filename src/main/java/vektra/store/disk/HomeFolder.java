package vektra.store.disk;

import java.nio.file.Path;
import java.util.Map;

/** Which folder is the home. */
public final class HomeFolder {
    private HomeFolder() {}

    /** The one that the environment names, where a relative name begins at that folder; else the user's own. */
    public static Path of(Map<String, String> environment, Path folder) {
        String named = environment.getOrDefault("VEKTRA_HOME", "");
        String user = environment.getOrDefault("HOME", "");
        String own = user.isEmpty() ? System.getProperty("user.home") : user;
        return folder.resolve(named.isEmpty() ? Path.of(own, ".vektra") : Path.of(named));
    }
}
