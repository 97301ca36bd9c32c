package vektra.provider.postgres;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Client;
import vektra.model.Next;
import vektra.model.ServerOptions;
import vektra.model.Software;
import vektra.model.Text;
import vektra.model.VektraException;

/**
 * Finds PostgreSQL's own client programs: beside the server's software, where the distribution keeps them, on PATH.
 *
 * @param software null for a server that Vektra does not run
 */
record Programs(@Nullable Software software) {
    private static final String DISTRIBUTION = "/usr/lib/postgresql";

    /** Such as {@code pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)}. */
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

    /** What {@code apt-cache policy} says of a package that can be installed. */
    private static final Pattern CANDIDATE = Pattern.compile("Candidate: [0-9]");

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private record Found(List<String> command, int major) {}

    /** The best one there is, whatever its version. */
    Optional<List<String>> any(String program) {
        return candidates(program).findFirst();
    }

    /**
     * The oldest that is new enough, since an older server does not understand all that a newer program says; none is
     * UNAVAILABLE, with the package to install.
     */
    List<String> atLeast(int major, String program) {
        List<Found> all = found(program);
        return all.stream()
                .filter(found -> found.major() >= major)
                .findFirst()
                .map(Found::command)
                .orElseThrow(() -> VektraException.unavailable(
                        "this machine has no " + program + " of PostgreSQL " + major
                                + (all.isEmpty()
                                        ? ""
                                        : ", only of " + all.get(all.size() - 1).major()),
                        install("postgresql-client-" + major, "PostgreSQL " + major + " or newer"),
                        null));
    }

    /** The newest, which reads what any other wrote; none is UNAVAILABLE. */
    List<String> newest(String program) {
        List<Found> all = found(program);
        if (all.isEmpty()) {
            throw VektraException.unavailable(
                    "this machine has no " + program, install("postgresql-client", "PostgreSQL"), null);
        }
        return all.get(all.size() - 1).command();
    }

    /** Names a package only where the machine's package lists have it; a distribution has one version of PostgreSQL. */
    private static CharSequence install(String aPackage, String version) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Client asked = new Client(List.of("apt-cache", "policy", aPackage), Map.of());
            new Child(asked).run(InputStream.nullInputStream(), said, within(ANSWER));
        } catch (VektraException e) {
            said.reset(); // no machine with Debian's packages
        }
        return CANDIDATE.matcher(said.toString(StandardCharsets.UTF_8)).find()
                ? "apt-get install " + aPackage
                : Text.of(
                        "install the client programs of " + version
                                + " (https://www.postgresql.org/download has them for every"
                                + " system) and put their folder on PATH; a server whose software brings pg_dump is made by: ",
                        Next.of("addons:create", "postgres:dedicated").option(ServerOptions.FROM, "debian"));
    }

    /** The variables that tell a program where to log in, password and all. */
    static Map<String, String> environment(ServerUrl url, boolean managed) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", url.host().host());
        environment.put("PGPORT", Integer.toString(url.host().port()));
        environment.put("PGUSER", url.user());
        environment.put("PGPASSWORD", url.password().reveal());
        environment.put("PGDATABASE", url.database());
        if (managed) {
            environment.put("PGREQUIREAUTH", "scram-sha-256"); // libpq knows it from 16 on
            environment.put("PGSSLMODE", "disable"); // on loopback TLS hides nothing and costs round trips
        }
        url.parameters().forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    private static String variable(String parameter) {
        return switch (parameter) {
            case "channel_binding" -> "PGCHANNELBINDING";
            case "sslrootcert" -> "PGSSLROOTCERT";
            case "sslcert" -> "PGSSLCERT";
            case "sslkey" -> "PGSSLKEY";
            default -> "PGSSLMODE";
        };
    }

    /** Those that run, the oldest first. */
    private List<Found> found(String program) {
        List<Found> found = new ArrayList<>();
        candidates(program)
                .distinct()
                .forEach(command -> major(command).ifPresent(major -> found.add(new Found(command, major))));
        found.sort(Comparator.comparingInt(Found::major));
        return found;
    }

    private static Optional<Integer> major(List<String> command) {
        List<String> asked = new ArrayList<>(command);
        asked.add("--version");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            new Child(new Client(asked, Map.of())).run(InputStream.nullInputStream(), said, within(ANSWER));
        } catch (VektraException e) {
            return Optional.empty(); // it lacks a library, or is another program of that name
        }
        Matcher version = VERSION.matcher(said.toString(StandardCharsets.UTF_8));
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }

    private static Runnable within(Duration limit) {
        long start = System.nanoTime();
        return () -> {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw VektraException.unavailable("no answer within " + limit.toSeconds() + " s", null, null);
            }
        };
    }

    private Stream<List<String>> candidates(String program) {
        Stream<List<String>> besideServer =
                Optional.ofNullable(software).map(known -> PostgresRecipe.beside(known.command(), program)).stream();
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onPath = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program));
        Stream<Path> folders = Stream.concat(ofDistribution().stream().map(folder -> folder.resolve(program)), onPath);
        return Stream.concat(besideServer, folders.map(file -> List.of(file.toString())))
                // beside a container's image there is nothing
                .filter(command -> command.get(command.size() - 1).startsWith("/"))
                .filter(command -> Files.isExecutable(Path.of(command.get(command.size() - 1))));
    }

    /** The newest first: an old psql warns about a new server, never the other way round. */
    private static List<Path> ofDistribution() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(DISTRIBUTION), "[0-9]*")) {
            versions.forEach(found::add);
        } catch (IOException e) {
            return List.of(); // no such folder on other systems
        }
        found.sort(Comparator.comparingInt(Programs::majorOf).reversed());
        return found.stream().map(version -> version.resolve("bin")).toList();
    }

    private static int majorOf(Path version) {
        return Integer.parseInt(version.getFileName().toString().replaceAll("[^0-9].*", ""));
    }
}
