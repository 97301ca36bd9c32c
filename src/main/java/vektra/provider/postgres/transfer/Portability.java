package vektra.provider.postgres.transfer;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vektra.model.Failpoint;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.dump.Foreign;
import vektra.provider.postgres.dump.Importing;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** An add-on's data as SQL that any PostgreSQL takes, and what other systems dumped. */
public final class Portability {
    private final Admin admin;
    private final Names names;

    public Portability(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    public void export(OutputStream to) {
        int major = admin.ask(Session::major);
        try (Courier courier = Courier.of(admin, names)) {
            new Dumps(admin, names).print(courier, major, to);
        }
    }

    /**
     * Runs a dump with the rights of the app, in one transaction. Extensions that only the administrator may make are
     * made before it, and dropped again when it fails.
     */
    public void take(Path file) {
        Arrival arrival = new Arrival(new PostgresPrograms(admin.server().software()), file);
        Foreign found = arrival.look();
        Extensions extensions = new Extensions(admin, names);
        Map<String, String> lacking = new TreeMap<>(found.extensions());
        lacking.keySet().removeAll(extensions.installed());
        Set<String> made = extensions.prepare(lacking);
        Failpoint.reached("postgres: extensions of an import made");
        try (Courier courier = Courier.of(admin, names)) {
            courier.in(session -> {
                session.atomically(() -> arrival.read(sql -> new Importing(session).run(sql)));
                return true;
            });
        } catch (VektraException e) {
            throw extensions.takenBack(made, e);
        }
        Failpoint.reached("postgres: import committed");
    }
}
