package vektra.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.spi.Store.Write;

/** One line of {@code audit.jsonl}: who did what to which app, service or add-on, and when; never a secret. */
final class Audit {
    private final Set<String> apps = new TreeSet<>();
    private final Set<String> services = new TreeSet<>();
    private final Set<String> addons = new TreeSet<>();

    private Audit() {}

    static Image line(Instant time, String user, String command, String change, List<Write> writes) {
        Audit audit = new Audit();
        writes.forEach(audit::count);
        return new Image.Log(Paths.AUDIT, Image.Text.of(Json.line(out -> {
            out.writeStringField("time", time.toString());
            out.writeStringField("user", user);
            out.writeStringField("command", command);
            Json.texts(out, "apps", audit.apps);
            Json.texts(out, "services", audit.services);
            Json.texts(out, "addons", audit.addons);
            out.writeStringField("change", change);
        })));
    }

    private void count(Write write) {
        if (write instanceof Write.PutApp put) {
            apps.add(put.app().name().value());
        } else if (write instanceof Write.RenameApp rename) {
            apps.add(rename.from().value());
            apps.add(rename.to().name().value());
        } else if (write instanceof Write.DeleteApp delete) {
            apps.add(delete.name().value());
        } else if (write instanceof Write.Reserve reserve) {
            addons.add(reserve.name().value());
        } else if (write instanceof Write.Orphan orphan) {
            addons.add(orphan.addon().name().value());
        } else if (write instanceof Write.Free free) {
            addons.add(free.name().value());
        } else if (write instanceof Write.PutService put) {
            services.add(put.service().name().value());
        } else if (write instanceof Write.DeleteService delete) {
            services.add(delete.name().value());
        }
    }
}
