package vektra.provider.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.Server;
import vektra.model.VektraException;

/** Dumps of an add-on that stay: written whole or not at all, read to their end, loaded again. */
final class Backups {
    private Backups() {}

    static void write(Admin admin, Names names, Path to) {
        boolean whole = false;
        Archive archive = Archive.create(to);
        try (archive;
                Courier courier = Courier.of(admin, names)) {
            new Dumps(admin, names).write(courier, admin.ask(Session::major), archive);
            archive.keep();
            whole = true;
        } finally {
            if (!whole) {
                forget(to);
            }
        }
    }

    static String verify(Server server, Path dump) {
        try (Archive archive = Archive.read(dump)) {
            long tables = Dumps.read(new Programs(server.software()), archive).tables();
            return tables == 1 ? "1 table" : tables + " tables";
        }
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
