package vektra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;

/**
 * Everything that a command could leave: each file of a home with its time, the processes of its servers, and what the
 * shared servers have of databases, roles with their passwords, and users.
 */
record Trace(Map<String, String> files, Map<String, String> times, Map<Long, String> processes, String onServers) {
    static Trace of(Home home) {
        try {
            return new Trace(Snapshot.of(home.path()).files(), times(home.path()), processes(home), onServers(home));
        } catch (IOException | SQLException e) {
            throw new AssertionError("no trace could be taken", e);
        }
    }

    /** Whether only servers run, and no command is still at work in the background. */
    static boolean isAtRest(Home home) {
        return processes(home).keySet().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .allMatch(home::hasServer);
    }

    private static Map<String, String> times(Path home) throws IOException {
        Map<String, String> times = new TreeMap<>();
        if (!Files.exists(home)) {
            return times;
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                String name = home.relativize(file).toString();
                if (!name.matches(Snapshot.OF_RUNNING)) {
                    times.put(
                            name,
                            Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                    .toString());
                }
            }
        }
        return times;
    }

    /** The servers' processes; what a server starts for a connection comes and goes, and is a child of one of them. */
    private static Map<Long, String> processes(Home home) {
        Map<Long, String> found = new TreeMap<>();
        ProcessHandle.allProcesses().filter(process -> worksIn(process, home)).forEach(process -> {
            boolean child =
                    process.parent().filter(parent -> worksIn(parent, home)).isPresent();
            if (!child) {
                // one without a program is ending, and has let go of everything but its number
                process.info().command().ifPresent(command -> found.put(process.pid(), command));
            }
        });
        return found;
    }

    /** Servers, and what Vektra started in the background. */
    private static boolean worksIn(ProcessHandle process, Home home) {
        try {
            return home.hasServer(process)
                    || Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                            .startsWith(home.path());
        } catch (IOException gone) {
            return false;
        }
    }

    private static String onServers(Home home) throws SQLException {
        StringBuilder all = new StringBuilder();
        if (runs(home, "postgres")) {
            try (Connection admin = Home.connect(home.adminUrl("postgres"))) {
                ResultSet rows = admin.createStatement()
                        .executeQuery("select datname || ' ' || coalesce(datacl::text, '') from pg_database"
                                + " where datname !~ '^vektra_spare_' union all"
                                + " select rolname || ' ' || coalesce(rolpassword, '') || rolcanlogin from pg_authid"
                                + " where rolname !~ '^vektra_spare_'"
                                + " order by 1");
                while (rows.next()) {
                    all.append(rows.getString(1)).append('\n');
                }
            }
        }
        if (runs(home, "redis")) {
            try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
                all.append(admin.aclList()).append(admin.info("keyspace")).append(admin.configGet("maxmemory"));
            }
        }
        return all.toString();
    }

    private static boolean runs(Home home, String service) {
        return Files.exists(home.path().resolve("services/" + service + ".json"))
                && Files.exists(home.path().resolve("servers/" + service + "/pid"));
    }
}
