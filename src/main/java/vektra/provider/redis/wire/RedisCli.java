package vektra.provider.redis.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Client;
import vektra.model.service.Server;
import vektra.program.Programs;

/** Finds {@code redis-cli} and says how it logs in. */
public final class RedisCli {
    public static final String PROGRAM = "redis-cli";

    private RedisCli() {}

    public static @Nullable Client of(Server server, RedisUrl url, String number) {
        Path program = find(server).orElse(null);
        if (program == null) {
            return null;
        }
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-h",
                url.address().host(),
                "-p",
                Integer.toString(url.address().port()),
                "-n",
                number));
        if (url.tls()) {
            command.addAll(List.of("--tls", "--sni", url.address().host()));
            Stream.ofNullable(url.authority()).forEach(file -> command.addAll(List.of("--cacert", file.toString())));
        }
        if (url.user().isEmpty()) {
            return new Client(command, Map.of());
        }
        command.addAll(List.of("--user", url.user()));
        return new Client(command, Map.of("REDISCLI_AUTH", url.password().reveal()));
    }

    private static Optional<Path> find(Server server) {
        return Stream.concat(
                        places(Programs::onPath),
                        beside(server).flatMap(folder -> places(program -> Stream.of(folder.resolve(program)))))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> places(Function<String, Stream<Path>> of) {
        return Stream.of(PROGRAM, "valkey-cli").flatMap(of);
    }

    private static Stream<Path> beside(Server server) {
        return server.software() == null
                ? Stream.empty()
                : server.software().command().stream()
                        .map(word -> Path.of(word).getParent())
                        .flatMap(Stream::ofNullable)
                        .filter(Path::isAbsolute);
    }
}
