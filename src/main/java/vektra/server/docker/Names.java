package vektra.server.docker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vektra.model.service.Software;
import vektra.spi.SoftwareSource.Docker;

/**
 * Where a server's things are and what they are called. It is kept as the command of the server's software, and so
 * outlives a change of the environment and a move of the home.
 *
 * @param engine its address
 * @param image with its tag
 * @param container what the container is called
 * @param volume what outlives it; empty when nothing does
 */
record Names(String engine, String image, String container, String volume) {
    private static final int HASH = 12;

    /** Derived from the home and the server's id alone, so that what a crash left is found again. */
    static Names fresh(String engine, String image, boolean keepsData, Path home, String id) {
        String hash = UUID.nameUUIDFromBytes(home.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, HASH);
        String name = "vektra-" + hash + "-" + id;
        return new Names(engine, image, name, keepsData ? name : "");
    }

    static Names of(Software software) {
        List<String> command = software.command();
        return new Names(command.get(0), command.get(1), command.get(2), command.get(3));
    }

    Software software(String version) {
        return new Software(Docker.NAME, List.of(engine, image, container, volume), version);
    }

    /** The container in which a program runs to its end. */
    String step() {
        return container + "-step";
    }

    /** For people who look at the engine. */
    static Map<String, String> labels(Path home, String id) {
        return Map.of("vektra.home", home.toString(), "vektra.server", id);
    }
}
