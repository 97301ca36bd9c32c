package vektra.provider.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vektra.model.service.Software;
import vektra.model.text.VektraException;

/** What comes with a server's program: its messages, and the script that makes its system tables. */
record Installed(Path program) {
    static Installed of(Software software) {
        return new Installed(Path.of(software.command().get(software.command().size() - 1)));
    }

    private static final List<String> SYSTEM_TABLES = List.of("mysql_system_tables.sql", "mariadb_system_tables.sql");
    private static final List<String> PERFORMANCE_TABLES =
            List.of("mysql_performance_tables.sql", "mariadb_performance_tables.sql");

    /** The program's folder is {@code bin}, {@code sbin} or {@code libexec}; some link it into another one. */
    private Path share() {
        for (Path place : List.of(program, real())) {
            Path prefix = place.toAbsolutePath().getParent() == null
                    ? place
                    : place.toAbsolutePath().resolveSibling("..").normalize();
            for (String folder : List.of("share/mysql", "share/mariadb", "share")) {
                if (Files.exists(prefix.resolve(folder).resolve("english/errmsg.sys"))) {
                    return prefix.resolve(folder);
                }
            }
        }
        throw VektraException.unavailable(
                "MariaDB's files are missing: there is no share/mysql beside " + program,
                "install it whole, or take another source of the software",
                null);
    }

    private Path real() {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program; // gone, which its caller finds out
        }
    }

    /** Where the program was built to have them is not where packages are that were unpacked elsewhere. */
    List<String> arguments() {
        Path share = share();
        List<String> arguments = new ArrayList<>(List.of("--lc-messages-dir=" + share));
        if (Files.isDirectory(share.resolve("charsets"))) {
            arguments.add("--character-sets-dir=" + share.resolve("charsets"));
        }
        return arguments;
    }

    /** The statements that make the system tables, and no account that can log in. */
    String systemTables() {
        Path share = share();
        StringBuilder all = new StringBuilder("create database mysql;\nuse mysql;\n");
        for (List<String> names : List.of(SYSTEM_TABLES, PERFORMANCE_TABLES)) {
            Path script = names.stream()
                    .flatMap(name -> Stream.of(share.resolve(name)))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> VektraException.unavailable(
                            "MariaDB's files are missing: there is no " + share.resolve(names.get(0)),
                            "install it whole, or take another source of the software",
                            null));
            all.append(text(script)).append('\n');
        }
        return all.toString();
    }

    private static String text(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw VektraException.unavailable("MariaDB's " + script + " cannot be read: " + e.getMessage(), null, e);
        }
    }
}
