package vektra.server.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import vektra.model.service.ServerOptions;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Finds the socket of this machine's container engine. */
final class Address {
    private Address() {}

    /** Such as {@code unix:///var/run/docker.sock}; none is UNAVAILABLE. */
    static String find(Map<String, String> environment) {
        String given = environment.getOrDefault("DOCKER_HOST", "");
        if (!given.isEmpty()) {
            return local(given);
        }
        Set<Path> places = places(environment);
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .map(path -> "unix://" + path)
                .orElseThrow(() -> VektraException.unavailable(
                        "no container engine runs here: there is no socket "
                                + places.iterator().next(),
                        "start it, for example: systemctl start docker; or name its socket: DOCKER_HOST=unix://…",
                        null));
    }

    private static Set<Path> places(Map<String, String> environment) {
        Set<Path> places = new LinkedHashSet<>();
        places.add(Path.of("/var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/")) {
            places.add(Path.of(runtime, "docker.sock"));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/")) {
            places.add(Path.of(home, ".docker", "run", "docker.sock"));
        }
        if (runtime.startsWith("/")) {
            places.add(Path.of(runtime, "podman", "podman.sock"));
        }
        places.add(Path.of("/run/podman/podman.sock"));
        return places;
    }

    /** Apps reach servers on loopback, so the engine must be of this machine. */
    private static String local(String given) {
        if (given.matches("unix:///.+|tcp://(localhost|127\\.0\\.0\\.1|\\[::1\\]):[0-9]+")) {
            return given;
        }
        throw VektraException.invalid(
                "DOCKER_HOST is " + Shown.quoted(given) + ", which is no socket of this machine",
                Text.of(
                        "such as unix:///var/run/docker.sock; a server elsewhere is adopted with ",
                        Input.of(ServerOptions.URL)));
    }
}
