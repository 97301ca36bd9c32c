package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.doctor.Finding.What;
import vektra.model.Failpoint;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.Store;

/** Add-ons on their servers: whether each is there, and whether its credentials really log in. */
record ResourceCheck(Engine engine, Progress progress) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Lookup at = engine.lookup();
        for (OwnedAddon owned : visit.scene().ready()) {
            progress.doing("checking " + owned.addon().name());
            found.addAll(Finding.guarded(owned.app(), owned.addon().service(), () -> look(visit, at, owned)));
        }
        return found;
    }

    private List<Finding> look(Visit visit, Lookup at, OwnedAddon owned) {
        Optional<Server> server = at.serverInUse(owned.addon());
        if (server.isEmpty()) {
            return off(at, owned);
        }
        if (!visit.answers(server.get())) {
            return List.of();
        }
        Finding.Remedy all = () -> fix(visit, owned);
        return faults(visit, owned, server.get()).stream()
                .map(fault -> Finding.of(
                        owned,
                        fault.harm() == Harm.LOCKED_OUT ? What.CREDENTIALS : What.RESOURCE,
                        message(owned, fault),
                        all))
                .toList();
    }

    private static List<Finding> off(Lookup at, OwnedAddon owned) {
        boolean nowhere = at.at().service(owned.addon().service()).isEmpty();
        return nowhere
                ? List.of(new Finding(
                        What.RESOURCE,
                        owned.app(),
                        owned.addon().name(),
                        owned.addon().service(),
                        "the server of " + owned.addon().name() + " is not known: there is no record of "
                                + owned.addon().service(),
                        "put services/" + owned.addon().service() + ".json back from a backup of the home",
                        null))
                : List.of();
    }

    private static List<Fault> faults(Visit visit, OwnedAddon owned, Server server) {
        return new Checking(visit.provider(server))
                .examine(server, owned.addon().resource(), owned.credentials());
    }

    private static Text message(OwnedAddon owned, Fault fault) {
        Text message = Text.of(owned.addon().name() + ": ", fault.message());
        return fault.harm() == Harm.DATA_LOST
                ? Text.of(message, "; its data are lost, ", Input.of("fix"), " creates it again, empty")
                : message;
    }

    /** Makes again, by the same names and with the same secrets, whatever of the add-on is not as it should be. */
    private void fix(Visit visit, OwnedAddon owned) {
        Optional<Held> held = Held.of(engine, owned, List.of());
        if (held.isPresent()) {
            try (Held all = held.get()) {
                fix(visit, all);
            }
        }
    }

    private void fix(Visit visit, Held held) {
        Store.Session session = held.session();
        OwnedAddon now = held.owned();
        Server server = engine.lookup(session).serverInUse(now.addon()).orElse(null);
        List<Fault> faults = server == null ? List.of() : faults(visit, now, server);
        if (server == null || faults.isEmpty()) {
            return;
        }
        session.begin(Doctor.COMMAND, List.of());
        boolean whole = faults.stream().allMatch(fault -> fault.harm() == Harm.LOCKED_OUT);
        Resource made = whole ? now.addon().resource() : remake(visit, now, server, faults);
        for (Credentials login : now.credentials()) {
            if (!whole || faults.stream().anyMatch(fault -> login.id().equals(fault.credentials()))) {
                visit.provider(server).grant(server, made, login.id(), login.password());
                Failpoint.reached("doctor: credentials made again");
            }
        }
        session.commit(Doctor.deed(What.RESOURCE), List.of(now.put(now.addon().provisioned(made))), List.of());
    }

    private Resource remake(Visit visit, OwnedAddon owned, Server server, List<Fault> faults) {
        AddonProvider provider = visit.provider(server);
        Resource wanted = owned.addon().resource();
        boolean lost = faults.stream().anyMatch(fault -> fault.harm() == Harm.DATA_LOST);
        Resource made;
        try {
            made = provider.provision(server, wanted);
        } catch (VektraException e) {
            if (!lost || e.kind() != Kind.CONFLICT) {
                throw e;
            }
            // its place was given to another since: with nothing left to lose, any place will do
            made = provider.provision(server, wanted.planned());
        }
        Failpoint.reached("doctor: resource made again");
        if (lost) {
            progress.warn("the data of " + owned.addon().name() + " are lost; it was created again, empty");
        }
        return made;
    }
}
