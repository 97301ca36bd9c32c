package vektra.provider.postgres.transfer;

import java.nio.file.Path;
import vektra.file.DumpFile;
import vektra.model.Failpoint;
import vektra.model.addon.Holdings;
import vektra.model.service.Server;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Dumps of an add-on that stay: written whole and loaded once to be sure, or not at all. */
public final class Backups {
    private Backups() {}

    /** Returns what it holds, as a load into an empty database has shown. */
    public static Holdings write(Admin admin, Names names, Path to, Names scratch) {
        int major = admin.ask(Session::major);
        return DumpFile.make(to, dump -> {
            try (Courier courier = Courier.of(admin, names)) {
                new Dumps(admin, names).write(courier, major, dump);
            }
            dump.keep();
            Failpoint.reached("postgres: dump written");
            try (Courier courier = Courier.of(admin, scratch)) {
                return new Dumps(admin, scratch).load(courier, major, dump);
            }
        });
    }

    public static String verify(Server server, Path file) {
        try (DumpFile dump = DumpFile.read(file)) {
            return Dumps.read(new PostgresPrograms(server.software()), dump).words();
        }
    }

    public static Holdings load(Admin admin, Names names, Path file) {
        try (DumpFile dump = DumpFile.read(file);
                Courier courier = Courier.of(admin, names)) {
            return new Dumps(admin, names).load(courier, admin.ask(Session::major), dump);
        }
    }
}
