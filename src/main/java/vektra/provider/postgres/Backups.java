package vektra.provider.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.Failpoint;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.provider.postgres.dump.Archive;
import vektra.provider.postgres.dump.Toc;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Dumps of an add-on that stay: written whole and loaded once to be sure, or not at all. */
final class Backups {
    private Backups() {}

    /** Returns what it holds, as a load into an empty database has shown. */
    static String write(Admin admin, Names names, Path to, Names scratch) {
        boolean whole = false;
        int major = admin.ask(Session::major);
        Archive archive = Archive.create(to);
        try (archive) {
            try (Courier courier = Courier.of(admin, names)) {
                new Dumps(admin, names).write(courier, major, archive);
            }
            archive.keep();
            Failpoint.reached("postgres: dump written");
            try (Courier courier = Courier.of(admin, scratch)) {
                String holds = holds(new Dumps(admin, scratch).load(courier, major, archive));
                whole = true;
                return holds;
            }
        } finally {
            if (!whole) {
                forget(to);
            }
        }
    }

    static String verify(Server server, Path dump) {
        try (Archive archive = Archive.read(dump)) {
            return holds(Dumps.read(new PostgresPrograms(server.software()), archive));
        }
    }

    private static String holds(Toc toc) {
        long tables = toc.tables();
        return tables == 1 ? "1 table" : tables + " tables";
    }

    static void load(Admin admin, Names names, Path dump) {
        try (Archive archive = Archive.read(dump);
                Courier courier = Courier.of(admin, names)) {
            new Dumps(admin, names).load(courier, admin.ask(Session::major), archive);
        }
    }

    private static void forget(Path broken) {
        try {
            Files.deleteIfExists(broken);
        } catch (IOException e) {
            throw VektraException.unavailable("the broken dump " + broken + " cannot be deleted", "delete it", e);
        }
    }
}
