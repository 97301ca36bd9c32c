package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.doctor.Finding.What;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Config vars: whether each attachment's are those that lead to its add-on where it is now. */
record VarsCheck(Engine engine, History history) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Lookup at = engine.lookup();
        for (App app : visit.scene().apps()) {
            for (Attachment attachment : app.attachments()) {
                found.addAll(Finding.guarded(app.name(), attachment.service(), () -> look(at, app, attachment)));
            }
        }
        return found;
    }

    private List<Finding> look(Lookup at, App app, Attachment attachment) {
        Addon addon = at.addon(app, attachment).orElse(null);
        if (addon != null && !addon.isReady()) {
            return List.of();
        }
        if (addon == null) {
            return List.of(new Finding(
                    What.CONFIG_VARS,
                    app.name(),
                    attachment.addon(),
                    attachment.service(),
                    app.name() + " has " + attachment.name() + " attached to " + attachment.addon()
                            + ", which is not known",
                    "put apps/" + app.name() + ".json back from a backup of the home",
                    null));
        }
        return expected(at, app, attachment)
                .map(vars -> wrong(app, attachment, vars))
                .filter(names -> !names.isEmpty())
                .map(names -> List.of(new Finding(
                        What.CONFIG_VARS,
                        app.name(),
                        attachment.addon(),
                        attachment.service(),
                        String.join(", ", names) + " of " + app.name() + (names.size() == 1 ? " is" : " are")
                                + " not as " + attachment.addon() + " needs it",
                        null,
                        () -> repair(app, attachment))))
                .orElse(List.of());
    }

    /** What the variables should be; empty when the server is not known. */
    private static Optional<Map<String, String>> expected(Lookup at, App app, Attachment attachment) {
        Optional<Addon> addon = at.addon(app, attachment).filter(Addon::isReady);
        Optional<Server> server =
                addon.flatMap(found -> at.serverOf(found.service(), Optional.ofNullable(found.server())));
        if (addon.isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> all = at.vars(addon.get(), attachment.name(), attachment.credentials());
        Service service = at.providers().of(addon.get().service()).service();
        return Optional.of(service.beside(app.config(), all));
    }

    private static Set<String> wrong(App app, Attachment attachment, Map<String, String> vars) {
        Set<String> wrong = new TreeSet<>();
        vars.forEach((name, value) -> {
            if (!value.equals(app.config().get(name))
                    || !value.equals(attachment.vars().get(name))) {
                wrong.add(name);
            }
        });
        attachment.vars().forEach((name, value) -> {
            if (!vars.containsKey(name) && value.equals(app.config().get(name))) {
                wrong.add(name);
            }
        });
        return wrong;
    }

    private void repair(App stale, Attachment attachment) {
        try (Store.Session session = engine.open(List.of(
                Locks.Name.alone(Locks.Name.Kind.APP, stale.name()),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, attachment.service())))) {
            Lookup at = engine.lookup(session);
            App app = at.app(stale.name());
            Attachment now = app.attachments().stream()
                    .filter(same -> Objects.equals(same.id(), attachment.id()))
                    .findFirst()
                    .orElse(null);
            Map<String, String> vars =
                    now == null ? null : expected(at, app, now).orElse(null);
            if (now != null && vars != null && !wrong(app, now, vars).isEmpty()) {
                App repaired = app.repaired(now, vars);
                Store.Write write = history.put(repaired, "Repair", now);
                session.commit(Doctor.deed(What.CONFIG_VARS), List.of(write), List.of());
            }
        }
    }
}
