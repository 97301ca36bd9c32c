package vektra.provider.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.VektraException;

/** Dumps of an add-on that stay: written whole and loaded once to be sure, or not at all. */
final class Backups {
    private Backups() {}

    /** Returns what it holds, as a load into an empty database has shown. */
    static String write(Admin admin, Names names, Path to, Names scratch) {
        boolean whole = false;
        Archive archive = Archive.create(to);
        try (archive) {
            new Dumps(admin, names).write(archive);
            String holds = carry(archive, names, new Dumps(admin, scratch));
            whole = true;
            return holds;
        } finally {
            if (!whole) {
                forget(to);
            }
        }
    }

    static String verify(Path dump) {
        try (Archive archive = Archive.read(dump)) {
            return Dumps.read(archive).words();
        }
    }

    static void load(Admin admin, Names names, Path dump) {
        try (Archive archive = Archive.read(dump)) {
            new Dumps(admin, names).load(archive, archive.database());
        }
    }

    /** All data of one database into another one, on whatever server. */
    static void copy(Admin from, Names source, Admin to, Names target) {
        try (Archive archive = Archive.nameless(to.server())) {
            new Dumps(from, source).write(archive);
            carry(archive, source, new Dumps(to, target));
        }
    }

    private static String carry(Archive archive, Names source, Dumps into) {
        Contents contents = into.load(archive, source.database());
        into.compare(archive, source.database());
        return contents.words();
    }

    private static void forget(Path broken) {
        try {
            Files.deleteIfExists(broken);
        } catch (IOException e) {
            throw VektraException.unavailable("the broken dump " + broken + " cannot be deleted", "delete it", e);
        }
    }
}
