package vektra.store;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.AppName;
import vektra.spi.Store.Write;

/** {@code audit.jsonl}: who did what to which app, service, add-on or drain, and when; never a secret. */
final class Audit {
    private final Clock clock;
    private final String user;

    Audit(Clock clock, String user) {
        this.clock = clock;
        this.user = user;
    }

    /** The line of one change. */
    Image line(String command, String change, List<Write> writes) {
        Touched touched = new Touched();
        writes.forEach(touched::add);
        return new Image.Log(Paths.AUDIT, Image.Text.of(Json.line(out -> {
            out.writeStringField("time", clock.instant().toString());
            out.writeStringField("user", user);
            out.writeStringField("command", command);
            Json.texts(out, "apps", touched.apps);
            Json.texts(out, "services", touched.services);
            Json.texts(out, "addons", touched.addons);
            if (!touched.drains.isEmpty()) {
                Json.texts(out, "drains", touched.drains);
            }
            out.writeStringField("change", change);
        })));
    }

    private static final class Touched {
        private final Set<String> apps = new TreeSet<>();
        private final Set<String> services = new TreeSet<>();
        private final Set<String> addons = new TreeSet<>();
        private final Set<String> drains = new TreeSet<>();

        private void add(Write write) {
            if (write instanceof Write.PutApp put) {
                apps.add(put.app().name().value());
            } else if (write instanceof Write.RenameApp rename) {
                apps.add(rename.from().value());
                apps.add(rename.to().name().value());
            } else if (write instanceof Write.DeleteApp delete) {
                apps.add(delete.name().value());
            } else if (write instanceof Write.Reserve reserve) {
                addons.add(reserve.name().value());
            } else if (write instanceof Write.PutAttached attached) {
                addons.add(attached.name().value());
            } else if (write instanceof Write.Orphan orphan) {
                addons.add(orphan.addon().name().value());
            } else if (write instanceof Write.Free free) {
                addons.add(free.name().value());
            } else if (write instanceof Write.PutService put) {
                services.add(put.service().name().value());
            } else if (write instanceof Write.DeleteService delete) {
                services.add(delete.name().value());
            } else if (write instanceof Write.PutDrain put) {
                drains.add(put.drain().name().value());
                AppName app = put.drain().app();
                if (app != null) {
                    apps.add(app.value());
                }
            } else if (write instanceof Write.DeleteDrain delete) {
                drains.add(delete.name().value());
            }
        }
    }
}
