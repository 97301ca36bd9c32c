package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's client, logged in as the administrator of the server of a home. */
record Psql(String program, String admin) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    static Psql of(Home home) throws IOException {
        String state = Files.readString(home.folder().resolve("services/postgres.json"));
        return new Psql(newest(), state.replaceFirst("(?s).*\"admin_url\" *: *\"([^\"]*)\".*", "$1"));
    }

    /** The real program; Debian's psql is a script that starts it. */
    private static String newest() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return "psql";
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(path -> path.resolve("bin/psql"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .map(Path::toString)
                    .orElse("psql");
        }
    }

    List<String> command(String... statements) {
        List<String> command = new ArrayList<>(List.of(program, "-Xqd", admin));
        for (String statement : statements) {
            command.addAll(List.of("-c", statement));
        }
        return command;
    }
}
