package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.addons.core.Installation;
import vektra.addons.core.Tenant;
import vektra.addons.doctor.Finding.What;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Fault;
import vektra.model.Fault.Harm;
import vektra.model.Input;
import vektra.model.Kind;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Add-ons on their servers: whether each is there, and whether its credentials really log in. */
public final class ResourceCheck implements Doctor.Check {

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        for (Tenant tenant : visit.scene().ready()) {
            visit.home().progress().doing("checking " + tenant.addon().name());
            found.addAll(Finding.guarded(tenant.app(), tenant.addon().service(), () -> look(visit, tenant)));
        }
        return found;
    }

    private static List<Finding> look(Visit visit, Tenant tenant) {
        Optional<Server> server = visit.home().lookup().serverInUse(tenant.addon());
        if (server.isEmpty()) {
            return off(visit, tenant);
        }
        if (!visit.answers(server.get())) {
            return List.of();
        }
        Finding.Remedy all = () -> fix(visit, tenant);
        return faults(visit, tenant, server.get()).stream()
                .map(fault -> Finding.of(
                        tenant,
                        fault.harm() == Harm.LOCKED_OUT ? What.CREDENTIALS : What.RESOURCE,
                        message(tenant, fault),
                        all))
                .toList();
    }

    private static List<Finding> off(Visit visit, Tenant tenant) {
        boolean nowhere =
                visit.home().store().read().service(tenant.addon().service()).isEmpty();
        return nowhere
                ? List.of(new Finding(
                        What.RESOURCE,
                        tenant.app(),
                        tenant.addon().name(),
                        tenant.addon().service(),
                        "the server of " + tenant.addon().name() + " is not known: there is no record of "
                                + tenant.addon().service(),
                        "put services/" + tenant.addon().service() + ".json back from a backup of the home",
                        null))
                : List.of();
    }

    private static List<Fault> faults(Visit visit, Tenant tenant, Server server) {
        return new Checking(visit.provider(server))
                .examine(server, tenant.addon().resource(), tenant.credentials());
    }

    private static Text message(Tenant tenant, Fault fault) {
        Text message = Text.of(tenant.addon().name() + ": ", fault.message());
        return fault.harm() == Harm.DATA_LOST
                ? Text.of(message, "; its data are lost, ", Input.of("fix"), " creates it again, empty")
                : message;
    }

    /** Makes again, by the same names and with the same secrets, whatever of the add-on is not as it should be. */
    private static void fix(Visit visit, Tenant tenant) {
        Installation home = visit.home();
        List<Locks.Name> locks = new ArrayList<>(tenant.locks());
        locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, tenant.addon().service()));
        try (Store.Session session = home.open(locks)) {
            Tenant now = tenant.now(session)
                    .filter(same -> locks.containsAll(same.locks()))
                    .orElse(null);
            Server server = now == null
                    ? null
                    : home.lookup(session).serverInUse(now.addon()).orElse(null);
            if (now == null || server == null) {
                return;
            }
            List<Fault> faults = faults(visit, now, server);
            if (faults.isEmpty()) {
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
            session.commit(
                    Doctor.deed(What.RESOURCE), List.of(now.put(now.addon().provisioned(made))), List.of());
        }
    }

    private static Resource remake(Visit visit, Tenant tenant, Server server, List<Fault> faults) {
        AddonProvider provider = visit.provider(server);
        Resource wanted = tenant.addon().resource();
        boolean lost = faults.stream().anyMatch(fault -> fault.harm() == Harm.DATA_LOST);
        Resource made;
        try {
            made = provider.provision(server, wanted);
        } catch (VektraException e) {
            if (!lost || e.kind() != Kind.CONFLICT) {
                throw e;
            }
            // its place was given to another since: with nothing left to lose, any place will do
            made = provider.provision(server, new Resource(wanted.id(), wanted.label(), Map.of()));
        }
        Failpoint.reached("doctor: resource made again");
        if (lost) {
            visit.home()
                    .progress()
                    .warn("the data of " + tenant.addon().name() + " are lost; it was created again, empty");
        }
        return made;
    }
}
