package vektra.server.docker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * What a server's things are called at the engine. The names derive from the home and the server's id alone, so that
 * what a crash left is found again.
 */
record Names(Path home, String id) {
    private static final int HASH = 12;

    /** The container's, and its volume's. */
    String container() {
        String hash = UUID.nameUUIDFromBytes(home.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, HASH);
        return "vektra-" + hash + "-" + id;
    }

    /** The container in which a program runs to its end. */
    String step() {
        return container() + "-step";
    }

    /** For people who look at the engine. */
    Map<String, String> labels() {
        return Map.of("vektra.home", home.toString(), "vektra.server", id);
    }
}
