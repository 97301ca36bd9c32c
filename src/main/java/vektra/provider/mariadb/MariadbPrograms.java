package vektra.provider.mariadb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Client;
import vektra.model.service.Software;
import vektra.program.Child;
import vektra.program.Programs;
import vektra.provider.mariadb.session.ServerUrl;

/**
 * Finds MariaDB's own client programs: beside the server's software, or on PATH.
 *
 * @param software null for a server that Vektra does not run
 */
record MariadbPrograms(@Nullable Software software) {
    /** Such as {@code mariadb  Ver 15.1 Distrib 10.11.6-MariaDB, for debian-linux-gnu} or {@code … from 11.4.2-MariaDB}. */
    private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.[0-9]+\\.[0-9]+-MariaDB");

    private static final String PASSWORD = "MYSQL_PWD";

    private Programs installed() {
        return new Programs(this::places, VERSION);
    }

    /** The client that a user types in; MySQL's own will do. */
    @Nullable
    Client interactive(Flavor flavor, ServerUrl url) {
        String other = flavor == Flavor.MARIADB ? Flavor.MYSQL.word() : Flavor.MARIADB.word();
        return installed()
                .any(flavor.word())
                .or(() -> installed().any(other))
                .map(command -> client(command, url))
                .orElse(null);
    }

    /** A program of MariaDB's that runs. */
    Optional<List<String>> find(String program) {
        return installed().versions(program).stream()
                .map(Programs.Found::command)
                .findFirst();
    }

    /** How a program logs in; no file of the user's settings may lead it elsewhere. */
    static Client client(List<String> command, ServerUrl url, String... more) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(
                "--no-defaults",
                "--protocol=tcp",
                "--host=" + url.host().host(),
                "--port=" + url.host().port(),
                "--user=" + url.user(),
                "--default-character-set=utf8mb4"));
        Stream.ofNullable(url.authority()).forEach(file -> whole.add("--ssl-ca=" + file));
        whole.addAll(List.of(more));
        whole.add(url.database());
        return new Client(whole, Map.of(PASSWORD, url.password().reveal()));
    }

    static Child child(String name, Client program, ServerUrl url) {
        return new Child(
                name,
                program,
                variable -> variable.startsWith("MYSQL") || variable.startsWith("MARIADB"),
                List.of(url.password()));
    }

    private Stream<List<String>> places(String program) {
        Stream<List<String>> beside = Optional.ofNullable(software).stream()
                .flatMap(known -> Stream.of("../bin", ".").map(folder -> beside(known.command(), folder, program)));
        return Stream.concat(beside, Programs.onPath(program).map(file -> List.of(file.toString())));
    }

    /** What stands before the server's program, such as env with the libraries' folder, stays before the other one. */
    private static List<String> beside(List<String> server, String folder, String program) {
        List<String> command = new ArrayList<>(server);
        int last = command.size() - 1;
        command.set(
                last,
                Path.of(command.get(last))
                        .resolveSibling(folder)
                        .resolve(program)
                        .normalize()
                        .toString());
        return command;
    }
}
