package vektra.provider.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Client;
import vektra.model.Software;

/** Finds psql and tells it by environment where to log in. */
final class Psql {
    private static final String DISTRIBUTION = "/usr/lib/postgresql";

    private Psql() {}

    /** Null when this machine has no psql. */
    static @Nullable Client client(@Nullable Software software, ServerUrl url) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", url.host().host());
        environment.put("PGPORT", Integer.toString(url.host().port()));
        environment.put("PGUSER", url.user());
        environment.put("PGPASSWORD", url.password().reveal());
        environment.put("PGDATABASE", url.database());
        url.parameters().forEach((name, value) -> environment.put(variable(name), value));
        return candidates(software)
                // beside a container's image there is nothing
                .filter(command -> command.get(command.size() - 1).startsWith("/"))
                .filter(command -> Files.isExecutable(Path.of(command.get(command.size() - 1))))
                .findFirst()
                .map(command -> new Client(command, environment))
                .orElse(null);
    }

    private static String variable(String parameter) {
        return switch (parameter) {
            case "channel_binding" -> "PGCHANNELBINDING";
            case "sslrootcert" -> "PGSSLROOTCERT";
            default -> "PGSSLMODE";
        };
    }

    private static Stream<List<String>> candidates(@Nullable Software software) {
        Stream<List<String>> besideServer =
                Optional.ofNullable(software).map(known -> PostgresRecipe.beside(known.command(), "psql")).stream();
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onPath = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "psql"));
        return Stream.concat(
                besideServer, Stream.concat(ofDistribution().stream(), onPath).map(psql -> List.of(psql.toString())));
    }

    /** The newest first: an old psql warns about a new server, never the other way round. */
    private static List<Path> ofDistribution() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(DISTRIBUTION), "[0-9]*")) {
            versions.forEach(found::add);
        } catch (IOException e) {
            return List.of(); // no such folder on other systems
        }
        found.sort(Comparator.comparingInt(Psql::major).reversed());
        return found.stream().map(version -> version.resolve("bin/psql")).toList();
    }

    private static int major(Path version) {
        String digits = version.getFileName().toString().replaceAll("[^0-9].*", "");
        return Integer.parseInt(digits);
    }
}
