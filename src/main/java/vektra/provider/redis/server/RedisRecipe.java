package vektra.provider.redis.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Debian;
import vektra.spi.SoftwareSource.Docker;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Embedded.Artifact;
import vektra.spi.SoftwareSource.Machine;

/** Runs a Redis or Valkey server of version 6.2 or later. */
public final class RedisRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";

    private static final String JAR = "com.github.codemonstur:embedded-redis:1.4.4";
    private static final String JAR_SHA256 = "b56845f0a81aa0b6a0c32a309e69081ee7bdeadba9efff6374b0fe9af230db63";
    private static final List<String> FOLDERS =
            List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/redis/bin", "/usr/local/opt/redis/bin");

    @Override
    public List<SoftwareSource> sources() {
        return List.of(
                new Machine("redis-server", FOLDERS),
                new Machine("valkey-server", FOLDERS),
                // gets the fixes of security, and isolates scripts; the builds below are older
                debian("libssl3"),
                debian("libssl3t64"),
                new Embedded(
                        Map.of(
                                "linux-amd64", artifact("redis-server-6.2.6-v5-linux-amd64", "6.2.11"),
                                "linux-arm64v8", artifact("redis-server-6.2.7-linux-arm64", "6.2.7"),
                                "darwin-amd64", artifact("redis-server-6.2.6-v5-darwin-amd64", "6.2.6"),
                                "darwin-arm64v8", artifact("redis-server-6.2.6-v5-darwin-arm64", "6.2.6")),
                        "redis-server"),
                // links nothing, so it runs where the one above misses its libraries; at most 3 GB of data
                new Embedded(Map.of("linux-amd64", artifact("redis-server-6.2.7-linux-386", "6.2.7")), "redis-server"),
                // the image's own start gives the data to its user and steps down to it
                new Docker(
                        "redis:7-alpine",
                        List.of("docker-entrypoint.sh", "redis-server"),
                        null,
                        Path.of("/data"),
                        6379));
    }

    /** The second one is for TLS, which the server does not take on the first one beside plain connections. */
    @Override
    public int ports(Map<String, String> options) {
        return options.containsKey(ServerOptions.TLS) ? 2 : 1;
    }

    /** Where a server that does not require TLS speaks it. */
    public static int tlsPort(int port) {
        return port + 1;
    }

    /** A build without TLS refuses the first option, any other the second. */
    @Override
    public Optional<Tls> tls(Layout layout) {
        if (!layout.offersTls()) {
            return Optional.empty();
        }
        List<String> question =
                new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" 2>&1 | grep -q /dev/null/none && echo yes", "sh"));
        question.addAll(layout.software().command());
        question.addAll(List.of("--tls-port", "0", "--dir", "/dev/null/none"));
        return Optional.of(new Tls(layout.data().resolve(Tls.FILE), question));
    }

    /** The file of users is written anew each time. */
    @Override
    public boolean setsPasswordAtStart() {
        return true;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("redis://" + ADMIN + ":" + password.reveal() + "@" + address);
    }

    @Override
    public void initialize(Layout layout, Place place) {
        if (!layout.software().version().matches("6\\.([2-9]|\\d\\d).*|[7-9]\\..*|\\d\\d+\\..*")) {
            throw VektraException.conflict(
                    "Redis " + layout.software().version() + " is too old to isolate apps",
                    Text.of("install 6.2 or later, or use ", Input.of(ServerOptions.FROM, "embedded")));
        }
    }

    @Override
    public void beforeStart(Layout layout, Place place) {
        boolean speaksTls = tls(layout).filter(tls -> tls.ready(place)).isPresent();
        new ServerFiles(layout).write(place, speaksTls);
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.add(new ServerFiles(layout).config().toString());
        return command;
    }

    private static Artifact artifact(String entry, String version) {
        return new Artifact(JAR, JAR_SHA256, entry, version);
    }

    private static Debian debian(String ssl) {
        // redis-server holds but a link to a program of redis-tools
        return new Debian(
                List.of("redis-server", "redis-tools", "libjemalloc2", "liblzf1", "libatomic1", ssl),
                "usr/bin/redis-server");
    }
}
