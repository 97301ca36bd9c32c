package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A program of Maven Central, which scripts/peers has fetched. */
record Peer(String name) {
    /** A minute: it has no archive to start from. */
    private static final int TRIES = 1200;

    /** Starts it, on a port that it listens on when this returns. */
    Process start(Workshop workshop, int port, String main, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path jars = Path.of(cache, "vektra-test/peers", name);
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("there is no " + jars + ": scripts/peers fetches it");
        }
        // a session of its own, as Vektra's servers have: Linux shares a busy processor out between sessions
        List<String> command = new ArrayList<>(List.of("setsid"));
        List<Jdk> jdks = Jdk.all();
        // as Vektra's launcher does
        command.add(Collections.max(jdks, Comparator.comparing(Jdk::major)).program());
        command.addAll(flags);
        command.addAll(List.of("-cp", jars + "/*", main));
        command.addAll(arguments);
        Process process = workshop.start(Map.of(), name + ".log", command);
        Port.connect(port, TRIES).close();
        return process;
    }
}
