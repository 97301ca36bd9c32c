package vektra.provider.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.provider.postgres.session.ServerUrl;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** How a PostgreSQL server is made and run: over TCP only, with passwords only. */
final class PostgresRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";
    private static final String CLUSTER = "cluster";
    private static final int BUILTIN_LOCALES = 17;

    /** More than any kernel's highest process number, so that no process has it. */
    private static final String NOBODYS_PID = "999999999";

    @Override
    public List<SoftwareSource> sources() {
        return PostgresSources.ALL;
    }

    @Override
    public boolean refusesRoot() {
        return true;
    }

    @Override
    public boolean keepsData() {
        return true;
    }

    /** Fast shutdown; TERM would wait for the last app to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret(new ServerUrl(address, ADMIN, password, "postgres", Map.of()).text("postgres"));
    }

    @Override
    public void initialise(Layout layout, Commands commands) {
        try {
            Path password = passwordFile(layout);
            try {
                boolean mac = System.getProperty("os.name", "").startsWith("Mac");
                commands.run(initdb(
                        beside(layout.software().command(), "initdb"),
                        cluster(layout),
                        password,
                        layout.software(),
                        mac ? "en_US.UTF-8" : "C.UTF-8"));
            } finally {
                Files.deleteIfExists(password);
            }
            Files.writeString(
                    cluster(layout).resolve("postgresql.conf"),
                    "\n# Written anew before each start; what follows this line wins over it.\ninclude '"
                            + ServerConf.FILE + "'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param locale where the software has none of its own */
    static List<String> initdb(List<String> program, Path cluster, Path password, Software software, String locale) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "--pgdata=" + cluster,
                "--username=" + ADMIN,
                "--pwfile=" + password,
                "--auth-host=scram-sha-256",
                "--auth-local=scram-sha-256",
                "--encoding=UTF8",
                "--text-search-config=english"));
        if (Integer.parseInt(software.major()) >= BUILTIN_LOCALES) {
            // sorts the same whatever the machine's C library thinks of it
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        } else {
            command.add("--locale=" + locale);
        }
        return command;
    }

    /** In the data folder, so that it is thrown away with it after a crash. */
    private static Path passwordFile(Layout layout) throws IOException {
        Path file = layout.data().resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, layout.password().reveal() + "\n");
        return file;
    }

    @Override
    public void beforeStart(Layout layout) {
        Path cluster = cluster(layout);
        try {
            String written = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!written.equals(layout.software().major())) {
                throw VektraException.conflict(
                        "the data in " + cluster + " is of PostgreSQL " + written + ", and the software is "
                                + layout.software().version(),
                        "start it with PostgreSQL " + written + "; a dump and a restore bring data to another version");
            }
            configureTls(layout);
            write(cluster.resolve("pg_hba.conf"), ServerConf.access(layout));
            disownPid(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * After a crash the process number in the file may be another program's by now, or a zombie's, and the server would
     * refuse to start. The rest of the file stays: with it the server sees whether an orphan still writes to the data.
     */
    private static void disownPid(Path file) throws IOException {
        if (Files.exists(file)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (lines.isEmpty()) {
                Files.delete(file);
                return;
            }
            lines.set(0, NOBODYS_PID);
            write(file, String.join("\n", lines) + "\n");
        }
    }

    /** A relative file is one of the data folder; the question is asked before there is any configuration. */
    @Override
    public Optional<Tls> tls(Layout layout) {
        List<String> question = new ArrayList<>(layout.software().command());
        question.addAll(List.of(
                "-C",
                "ssl_library",
                "-c",
                "config_file=/dev/null",
                "-D",
                cluster(layout).toString()));
        return Optional.of(new Tls(cluster(layout).resolve(ServerConf.TLS_FILE), question));
    }

    @Override
    public List<Path> configureTls(Layout layout) {
        Path cluster = cluster(layout);
        Path file = cluster.resolve(ServerConf.FILE);
        try {
            write(file, ServerConf.settings(layout, hasKey(cluster.resolve(ServerConf.TLS_FILE))));
            return List.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasKey(Path file) throws IOException {
        return Files.exists(file)
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("BEGIN PRIVATE KEY");
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(List.of("-D", cluster(layout).toString()));
        return command;
    }

    /**
     * The command of another program of the same software; what stands before the server's, such as env, stays before
     * it. Some machines link only a few of the programs into a folder on PATH: then the link's target tells.
     */
    static List<String> beside(List<String> server, String program) {
        List<String> command = new ArrayList<>(server);
        int last = command.size() - 1;
        Path here = Path.of(command.get(last));
        Path found = here.resolveSibling(program);
        try {
            found = Files.exists(found) ? found : here.toRealPath().resolveSibling(program);
        } catch (IOException e) {
            // the server's program itself is gone, which its caller finds out
        }
        command.set(last, found.toString());
        return command;
    }

    private static Path cluster(Layout layout) {
        return layout.data().resolve(CLUSTER);
    }
}
