package vektra.provider.postgres.transfer;

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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Client;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.program.Child;
import vektra.program.Programs;
import vektra.program.Programs.Found;
import vektra.provider.postgres.session.ServerUrl;

/**
 * Finds PostgreSQL's own client programs: beside the server's software, where the distribution keeps them, on PATH.
 *
 * @param software null for a server that Vektra does not run
 */
public record PostgresPrograms(@Nullable Software software) {
    private static final String DISTRIBUTION = "/usr/lib/postgresql";

    /** Such as {@code pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)}. */
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

    private static final String PASSWORD = "PGPASSWORD";

    private Programs installed() {
        return new Programs(this::places, VERSION);
    }

    /** The best one there is, whatever its version. */
    public Optional<List<String>> any(String program) {
        return installed().any(program);
    }

    /**
     * The oldest that is new enough, since an older server does not understand all that a newer program says; none is
     * UNAVAILABLE, with the package to install.
     */
    List<String> atLeast(int major, String program) {
        List<Found> all = installed().versions(program);
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

    /** Whether there is what carries the data of a server of that version. */
    public boolean canDump(int major) {
        return Stream.of(Dumps.DUMP, Dumps.RESTORE)
                .allMatch(program -> installed().has(program, major));
    }

    /** The newest, which reads what any other wrote; none is UNAVAILABLE. */
    List<String> newest(String program) {
        List<Found> all = installed().versions(program);
        if (all.isEmpty()) {
            throw VektraException.unavailable(
                    "this machine has no " + program, install("postgresql-client", "PostgreSQL"), null);
        }
        return all.get(all.size() - 1).command();
    }

    /** Names a package only where the machine's package lists have it; a distribution has one version of PostgreSQL. */
    private static CharSequence install(String aPackage, String version) {
        return Programs.packaged(aPackage)
                ? "apt-get install " + aPackage
                : Text.of(
                        "install the client programs of " + version
                                + " (https://www.postgresql.org/download has them for every"
                                + " system) and put their folder on PATH; a server whose software brings pg_dump is made by: ",
                        Next.of("addons:create", "postgres:dedicated").option(ServerOptions.FROM, "debian"));
    }

    /** The variables that tell a program where to log in, password and all. */
    public static Map<String, String> environment(ServerUrl url, boolean managed) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", listed(url, HostPort::host));
        environment.put("PGPORT", listed(url, host -> Integer.toString(host.port())));
        if (url.hosts().size() > 1) {
            environment.put("PGTARGETSESSIONATTRS", "read-write");
        }
        environment.put("PGUSER", url.user());
        environment.put(PASSWORD, url.password().reveal());
        environment.put("PGDATABASE", url.database());
        if (managed) {
            environment.put("PGREQUIREAUTH", "scram-sha-256"); // libpq knows it from 16 on
        }
        url.parameters().forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    private static String listed(ServerUrl url, Function<HostPort, String> part) {
        return url.hosts().stream().map(part).collect(Collectors.joining(","));
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

    /** One of the programs at work; a user's own settings for psql must not lead it elsewhere. */
    static Child child(Client program) {
        String password = program.environment().getOrDefault(PASSWORD, "");
        return new Child(
                name(program.command()), program, variable -> variable.startsWith("PG"), List.of(new Secret(password)));
    }

    /** The program's own, where another one loads it. */
    private static String name(List<String> command) {
        return command.stream()
                .filter(word -> word.startsWith("/"))
                .map(word -> String.valueOf(Path.of(word).getFileName()))
                .filter(word -> word.startsWith("pg_"))
                .findFirst()
                .orElse(command.get(0));
    }

    private Stream<List<String>> places(String program) {
        Stream<List<String>> besideServer =
                Optional.ofNullable(software).map(known -> beside(known.command(), program)).stream();
        Stream<Path> files = Stream.concat(
                ofDistribution().stream().map(folder -> folder.resolve(program)),
                Programs.onPath(program).filter(file -> !isWrapper(file)));
        return Stream.concat(besideServer, files.map(file -> List.of(file.toString())));
    }

    /** The newest first: an old psql warns about a new server, never the other way round. */
    private static List<Path> ofDistribution() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(DISTRIBUTION), "[0-9]*")) {
            versions.forEach(found::add);
        } catch (IOException e) {
            return List.of(); // no such folder on other systems
        }
        found.sort(Comparator.comparingInt(PostgresPrograms::majorOf).reversed());
        return found.stream().map(version -> version.resolve("bin")).toList();
    }

    /** Debian's script, which takes longer than the program and leads to one of the distribution's, known by then. */
    private static boolean isWrapper(Path file) {
        try {
            return file.toRealPath().endsWith("pg_wrapper");
        } catch (IOException e) {
            return false;
        }
    }

    private static int majorOf(Path version) {
        return Integer.parseInt(version.getFileName().toString().replaceAll("[^0-9].*", ""));
    }

    /**
     * The command of another program of the same software; what stands before the server's, such as env, stays before
     * it. A name alone is looked for on PATH, as the server's is. Some machines link only a few of the programs into a
     * folder on PATH: then the link's target shows it.
     */
    public static List<String> beside(List<String> server, String program) {
        List<String> command = new ArrayList<>(server);
        int last = command.size() - 1;
        Path here = Path.of(command.get(last));
        Path found = here.resolveSibling(program);
        try {
            found = here.getParent() == null || Files.exists(found)
                    ? found
                    : here.toRealPath().resolveSibling(program);
        } catch (IOException e) {
            // the server's program itself is gone, which its caller finds out
        }
        command.set(last, found.toString());
        return command;
    }
}
