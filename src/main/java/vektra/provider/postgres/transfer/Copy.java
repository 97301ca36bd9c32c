package vektra.provider.postgres.transfer;

import java.util.ArrayList;
import java.util.List;
import vektra.file.DumpFile;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.session.Session;

/** Brings all data of one add-on into the empty database of another, on whatever server. */
public final class Copy {
    private final Admin from;
    private final Names source;
    private final Admin to;
    private final Names target;

    public Copy(Admin from, Names source, Admin to, Names target) {
        this.from = from;
        this.source = source;
        this.to = to;
        this.target = target;
    }

    public void make() {
        int major = major(from.ask(Session::major), to.ask(Session::major));
        List<String> extensions = new Extensions(from, source).installed();
        new Extensions(to, target).requireOffered(extensions);
        try (DumpFile dump = DumpFile.nameless(to.server())) {
            try (Courier courier = Courier.of(from, source)) {
                new Dumps(from, source).write(courier, major, dump, 0);
            }
            try (Courier courier = Courier.of(to, target)) {
                new Dumps(to, target).load(courier, major, dump);
            }
        }
        requireAll(extensions);
    }

    /** Programs of the newer of two versions know both servers; where there are none, a newer server takes what older ones say. */
    private int major(int source, int target) {
        boolean newer = new PostgresPrograms(to.server().software()).canDump(Math.max(source, target));
        return newer ? Math.max(source, target) : source;
    }

    private void requireAll(List<String> extensions) {
        List<String> lacking = new ArrayList<>(extensions);
        lacking.removeAll(new Extensions(to, target).installed());
        if (!lacking.isEmpty()) {
            throw VektraException.unavailable(
                    "the loaded data lack the extension " + String.join(", ", lacking), null, null);
        }
    }
}
