package vektra.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home of Vektra, and commands there, as a user starts them. */
record Home(Workshop workshop, Path folder, Map<String, String> environment) {
    private static final Path VEKTRA = Path.of("target/dist/bin/vektra").toAbsolutePath();

    /** The same home, with commands started by that JDK. */
    Home with(Jdk jdk) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put("JAVA_HOME", jdk.folder().toString());
        return new Home(workshop, folder, more);
    }

    static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(VEKTRA.toString()));
        command.addAll(Arrays.asList(words));
        return command;
    }

    Spent run(String... words) throws IOException, InterruptedException {
        return workshop.run(environment, command(words));
    }

    Process start(String log, String... words) throws IOException {
        return workshop.start(environment, log, command(words));
    }

    /** Runs the monitors of a folder, in this process when the launcher has become it. */
    Process monitors(Path of) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "-C", of.toString()));
        command.addAll(command("monitors:start"));
        return workshop.start(environment, "monitors.log", command);
    }

    /** The process of a server. */
    long server(String service) throws IOException {
        String pid = Files.readAllLines(folder.resolve("servers/" + service + "/pid"))
                .get(0);
        return Long.parseLong(pid.strip());
    }

    /** A config var of the app {@code app}. */
    String config(String name) throws IOException, InterruptedException {
        return run("config:get", name, "-a", "app").output().strip();
    }

    /** A first run lets the start-up archive be made; waits until it is there. */
    void warm(String... words) throws IOException, InterruptedException {
        run(words);
        for (int i = 0; i < 120 && making(); i++) {
            Thread.sleep(500);
        }
        run(words);
    }

    private static boolean making() throws IOException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getenv("HOME") + "/.cache");
        Path dist = VEKTRA.resolve("../..").normalize().toRealPath();
        try (Stream<Path> files = Files.walk(Path.of(cache + "/vektra/start" + dist))) {
            return files.anyMatch(file -> file.toString().endsWith(".making"));
        } catch (IOException | UncheckedIOException e) {
            return true; // one of the files went away meanwhile
        }
    }

    /** Stops the servers and deletes them; those of root lie elsewhere, behind a link. */
    void stopServers() throws IOException, InterruptedException {
        Path servers = folder.resolve("servers");
        if (!Files.isDirectory(servers)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> listed = Files.list(servers)) {
            all = listed.toList();
        }
        for (Path server : all) {
            run("addons:stop", server.getFileName().toString());
            Workshop.delete(server.toRealPath());
        }
    }
}
