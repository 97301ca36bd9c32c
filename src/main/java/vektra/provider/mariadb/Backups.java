package vektra.provider.mariadb;

import java.nio.file.Path;
import vektra.file.DumpFile;
import vektra.model.addon.Holdings;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.dump.Archive;
import vektra.provider.mariadb.dump.Foreign;
import vektra.provider.mariadb.session.Names;

/** Dumps of an add-on that stay: written whole and loaded once to be sure, or not at all. */
final class Backups {
    private Backups() {}

    /** Returns what it holds, as a load into an empty database has shown. */
    static Holdings write(Admin admin, Names names, Path to, Names scratch) {
        return DumpFile.make(to, file -> {
            Archive archive = new Archive(file);
            new Dumps(admin, names).write(archive);
            return carry(archive, names, new Dumps(admin, scratch));
        });
    }

    static String verify(Path dump) {
        try (DumpFile file = DumpFile.read(dump)) {
            return Dumps.read(new Archive(file)).words();
        }
    }

    static Holdings load(Admin admin, Names names, Path dump) {
        try (DumpFile file = DumpFile.read(dump)) {
            Archive archive = new Archive(file);
            return new Dumps(admin, names).load(archive, archive.database());
        }
    }

    /** Adds what a dump of another system holds, whose statements the server may refuse: a CONFLICT. */
    static void take(Admin admin, Names names, Path dump) {
        try (DumpFile file = DumpFile.read(dump)) {
            Archive archive = new Archive(file);
            String database = Foreign.database(archive);
            archive.read(text -> {
                new Dumps(admin, names).add(Foreign.withoutSandbox(text), database);
                return database;
            });
        } catch (VektraException e) {
            throw String.valueOf(e.getMessage()).contains("ERROR ")
                    ? new VektraException(
                            Kind.CONFLICT, "the file cannot be imported: " + e.getMessage(), "nothing was changed", e)
                    : e;
        }
    }

    /** All data of one database into another one, on whatever server. */
    static void copy(Admin from, Names source, Admin to, Names target) {
        try (DumpFile file = DumpFile.nameless(to.server())) {
            Archive archive = new Archive(file);
            new Dumps(from, source).write(archive);
            carry(archive, source, new Dumps(to, target));
        }
    }

    private static Holdings carry(Archive archive, Names source, Dumps into) {
        Holdings holdings = into.load(archive, source.database());
        into.compare(archive, source.database());
        return holdings;
    }
}
