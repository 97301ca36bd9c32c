package vektra.provider.postgres;

import vektra.file.DumpFile;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Brings all data of one add-on into the empty database of another, on whatever server. */
final class Copy {
    private final Admin from;
    private final Names source;
    private final Admin to;
    private final Names target;

    Copy(Admin from, Names source, Admin to, Names target) {
        this.from = from;
        this.source = source;
        this.to = to;
        this.target = target;
    }

    void make() {
        // the target's programs read what those of the source wrote, so both are of the newer version
        int major = Math.max(from.ask(Session::major), to.ask(Session::major));
        new Extensions(to, target).requireOffered(new Extensions(from, source).installed());
        try (DumpFile dump = DumpFile.nameless(to.server())) {
            try (Courier courier = Courier.of(from, source)) {
                new Dumps(from, source).write(courier, major, dump);
            }
            try (Courier courier = Courier.of(to, target)) {
                new Dumps(to, target).load(courier, major, dump);
            }
        }
    }
}
