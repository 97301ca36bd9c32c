package vektra.provider.postgres.archive;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.model.Failpoint;
import vektra.model.service.Archive;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.PostgresOptions;
import vektra.provider.postgres.archive.ArchiveFolder.Cluster;
import vektra.provider.postgres.session.Session;

/**
 * Makes base backups. The server itself reads its files and writes the archive, by programs that a session of the
 * administrator starts there: nothing that the server's user may not do is done for it.
 */
record BaseBackup(Admin admin, ArchiveFolder archive) {
    private static final Duration PATIENCE = Duration.ofHours(12);
    private static final int STOP_RENAMED = 15;

    /** Makes one, and deletes what none that is kept needs. */
    void make(Instant now) {
        String name = ArchiveFolder.name(now);
        String label = admin.run(session -> copied(session.impatient(PATIENCE), name));
        Failpoint.reached("postgres: data copied");
        // without what was written meanwhile it is none
        new Lag(admin).flush();
        Instant finished = admin.run(session -> kept(session, name, label));
        Failpoint.reached("postgres: base backup kept");
        drop(finished);
    }

    private static String copied(Session session, String name) throws SQLException {
        boolean renamed = session.major() >= STOP_RENAMED;
        session.rows(renamed ? "SELECT pg_backup_start(?, true)" : "SELECT pg_start_backup(?, true, false)", name);
        Failpoint.reached("postgres: base backup begun");
        program(session, "SELECT ''", "base " + name);
        return session.column("SELECT replace(encode(convert_to(labelfile, 'UTF8'), 'base64'), E'\\n', '') FROM "
                        + (renamed ? "pg_backup_stop(false)" : "pg_stop_backup(false, false)"))
                .get(0);
    }

    /** Returns its time by the server's clock, which is that of the transactions. */
    private static Instant kept(Session session, String name, String label) throws SQLException {
        String time = session.column("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS.MS\"Z\"')")
                .get(0);
        program(session, "SELECT '" + label + "'", "keep " + name + " " + time);
        return ArchiveFolder.time(time);
    }

    /** What the query says is the program's input. */
    private static void program(Session session, String query, String words) throws SQLException {
        session.run("COPY (" + query + ") TO PROGRAM '" + Archiving.SCRIPT + " " + words + "'");
    }

    private void drop(Instant now) {
        Duration back = Duration.ofDays(
                Long.parseLong(admin.server().options().getOrDefault(PostgresOptions.ARCHIVE_DAYS, "7")));
        Optional<Cluster> current = archive.current(admin.server());
        List<String> paths = new ArrayList<>();
        for (Cluster cluster : archive.clusters(admin.server())) {
            boolean own = current.filter(cluster::equals).isPresent();
            List<String> superfluous = own ? superfluous(cluster, back, now) : List.of();
            String folder = String.valueOf(cluster.folder().getFileName());
            superfluous.forEach(path -> paths.add(folder + "/" + path));
            if (!own && ArchiveFolder.modified(cluster.wal()).isBefore(now.minus(back))) {
                paths.add(folder);
            }
        }
        if (!paths.isEmpty()) {
            admin.run(session -> {
                String lines = String.join("'), ('", paths);
                program(session, "VALUES ('" + lines + "')", "drop");
                return true;
            });
        }
    }

    private static List<String> superfluous(Cluster cluster, Duration back, Instant now) {
        List<String> names = ArchiveFolder.baseNames(cluster);
        List<Instant> old =
                Archive.superfluous(names.stream().map(ArchiveFolder::time).toList(), back, now);
        List<String> paths = new ArrayList<>();
        String first = null;
        for (String name : names) {
            if (old.contains(ArchiveFolder.time(name))) {
                paths.add("base/" + name);
            } else if (first == null) {
                first = ArchiveFolder.segment(cluster.bases().resolve(name));
            }
        }
        String needed = first;
        ArchiveFolder.names(cluster.wal()).stream()
                .filter(name -> needed != null && !name.startsWith(".") && name.compareTo(needed) < 0)
                .forEach(name -> paths.add("wal/" + name));
        return paths;
    }
}
