package vektra.provider.redis.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vektra.model.text.Next;
import vektra.model.text.VektraException;
import vektra.spi.Place;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.ServerRecipe.Tls;

/** The two files that a managed server starts from; neither holds a password, the users' file only hashes. */
public record ServerFiles(Layout layout) {
    public static final int MOST_DATABASES = 1_000_000;

    /** Until the server runs and was asked for its commands; see {@link OwnServer#open}. */
    private static final String OPEN = "on nopass ~* &* +@all -@admin -@dangerous";

    Path config() {
        return layout.data().resolve("redis.conf");
    }

    Path users() {
        return layout.data().resolve("users.acl");
    }

    /** Writes the configuration anew and, in the users' file, Vektra's own user and the default one. */
    void write(Place place, boolean speaksTls) {
        List<String> kept = place.read(users()).orElse("").lines().toList();
        place.write(users(), text(withOwn(kept)));
        List<String> settings = settings(kept);
        if (speaksTls) {
            settings.addAll(encrypted());
        }
        place.write(config(), text(settings));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** @param kept the lines of the users' file as they are */
    private List<String> settings(List<String> kept) {
        List<String> lines = new ArrayList<>(List.of(
                "# Written by Vektra before each start; see " + Next.of("addons:options", "redis") + ".",
                "bind " + layout.listen(),
                // 0 for none
                "port " + (layout.requiresTls() ? 0 : layout.port()),
                "protected-mode " + (isOpen() && !layout.listensOnLoopback() ? "no" : "yes"),
                "databases " + databases(kept),
                "dir " + quoted(layout.data()),
                "aclfile " + quoted(users()),
                // what was acknowledged to an app as written survives a crash of the server, but for the last second
                "appendonly yes",
                "appendfsync everysec",
                "save \"\"",
                "timeout " + idle(),
                // then the server answers the administrator again, who ends the script
                "lua-time-limit " + Busy.LIMIT.toMillis(),
                // an app that asks and never reads, and any connection that does not log in, takes no more than this
                "client-output-buffer-limit normal 256mb 64mb 60",
                "client-output-buffer-limit pubsub 32mb 8mb 60",
                "daemonize no",
                "supervised no",
                "set-proc-title no",
                "logfile \"\""));
        RedisService.live(layout.options()).forEach((name, value) -> lines.add(name + " " + value));
        return lines;
    }

    /** By paths without a folder, which are below the folder that the server runs in. */
    private List<String> encrypted() {
        return List.of(
                "tls-port " + (layout.requiresTls() ? layout.port() : RedisRecipe.tlsPort(layout.port())),
                "tls-cert-file " + Tls.FILE,
                "tls-key-file " + Tls.FILE,
                "tls-ca-cert-file " + Tls.FILE,
                "tls-auth-clients no",
                "tls-protocols \"TLSv1.2 TLSv1.3\"");
    }

    /** The lines of the users' file with Vektra's own user and the default one as they must be. */
    private List<String> withOwn(List<String> kept) {
        List<String> lines = new ArrayList<>();
        lines.add("user " + RedisRecipe.ADMIN + " on " + Isolation.hashed(layout.password()) + " ~* &* +@all");
        lines.add("user default " + (isOpen() ? OPEN : "off resetchannels -@all"));
        kept.stream()
                .filter(line -> line.startsWith("user ")
                        && !line.startsWith("user default ")
                        && !line.startsWith("user " + RedisRecipe.ADMIN + " "))
                .forEach(lines::add);
        return lines;
    }

    /** As many as wanted, but never fewer than the add-ons there are need: the server would not load their data. */
    private int databases(List<String> kept) {
        String wanted = layout.option(RedisService.DATABASES);
        int number = wanted.isEmpty() ? 10_000 : Integer.parseInt(wanted);
        if (number < 2 || number > MOST_DATABASES) {
            throw VektraException.invalid(
                    "databases cannot be " + wanted,
                    "a number from 2 to " + MOST_DATABASES + "; 0 belongs to no add-on");
        }
        List<String> names = kept.stream()
                .map(line -> line.split(" "))
                .filter(words -> words.length > 1)
                .map(words -> words[1])
                .toList();
        return Names.numbers(names).values().stream().mapToInt(held -> held + 1).reduce(number, Math::max);
    }

    /** Servers made before there was the option go on without a limit. */
    private String idle() {
        String seconds = layout.option(RedisService.IDLE_TIMEOUT);
        return seconds.isEmpty() ? "0" : seconds;
    }

    private boolean isOpen() {
        return layout.option(RedisService.AUTH).equals(RedisService.NO_AUTH);
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
