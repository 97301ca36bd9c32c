package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.doctor.Finding.What;
import vektra.model.addon.Census;
import vektra.model.addon.Former;
import vektra.model.addon.Resident;
import vektra.model.addon.Step;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/**
 * What is on a server, or in the home's folder of servers, and belongs to no add-on of this home. What holds data, or is
 * on a server that others may use as well, is deleted only when a person names it.
 */
public final class StrayCheck implements Doctor.Check {
    private final Engine engine;
    private final Providers providers;
    private final ServerLauncher launcher;
    private final @Nullable String delete;
    private boolean found;

    StrayCheck(Engine engine, Providers providers, ServerLauncher launcher, @Nullable String delete) {
        this.engine = engine;
        this.providers = providers;
        this.launcher = launcher;
        this.delete = delete;
    }

    /**
     * Something unknown.
     *
     * @param login the credentials that are unknown of an add-on that is known; null for all of the resident
     * @param owned the add-on that is known; null when nothing of it is
     */
    private record Stray(
            Resident resident, @Nullable Id login, @Nullable OwnedAddon owned) {
        String name() {
            return login == null ? resident.name() : resident.credentials().getOrDefault(login, resident.name());
        }
    }

    @Override
    public List<Finding> findings(Visit visit) {
        // an app that cannot be read may own what seems to have no owner
        if (!visit.wholeHome() || !visit.scene().unreadable().isEmpty()) {
            return List.of();
        }
        List<Finding> all = new ArrayList<>();
        for (Site site : visit.scene().sites()) {
            if (visit.answers(site.server())) {
                all.addAll(Finding.guarded(null, site.server().service(), () -> look(visit, site)));
            }
        }
        all.addAll(Finding.guarded(null, null, this::folders));
        return all;
    }

    /** Refuses a name to delete that nothing here has. */
    void requireFound() {
        if (delete != null && !found) {
            throw VektraException.notFound(
                    "no stray resource is called " + Shown.quoted(delete), Text.of("see: ", Next.of("addons:doctor")));
        }
    }

    @SuppressWarnings("try") // the session is held, not used
    private List<Finding> look(Visit visit, Site site) {
        Census census = census(visit, site, visit.scene());
        List<Stray> suspects = strays(site, visit.scene(), census);
        List<Finding> findings = new ArrayList<>();
        if (!suspects.isEmpty()) {
            try (Store.Session session = engine.open(locks(site, suspects))) {
                // no process is just making any of it
                suspects = again(visit, site, suspects);
            }
        }
        suspects.forEach(stray -> findings.add(finding(visit, site, stray)));
        census.oddities().forEach(odd -> findings.add(Finding.of(site, What.ODD, odd.message(), odd.hint(), null)));
        return findings;
    }

    private static Census census(Visit visit, Site site, Scene scene) {
        return new Checking(visit.provider(site.server()))
                .census(site.server(), scene.knownOn(site).keySet());
    }

    private List<Stray> strays(Site site, Scene scene, Census census) {
        Map<String, OwnedAddon> known = scene.knownOn(site);
        List<Stray> strays = new ArrayList<>();
        for (Resident resident : census.residents()) {
            OwnedAddon owned = known.get(resident.resource().id().brief());
            if (owned == null) {
                strays.add(new Stray(resident, null, null));
            } else if (!Scene.isFormer(
                    owned.addon(), site, resident)) { // one of an earlier version keeps its logins, locked
                Set<String> logins = owned.logins();
                resident.credentials().keySet().stream()
                        .filter(login -> !logins.contains(login.brief()))
                        .forEach(login -> strays.add(new Stray(resident, login, owned)));
            }
        }
        return strays;
    }

    /** Those of the suspects that a fresh look at store and server finds as well. */
    private List<Stray> again(Visit visit, Site site, List<Stray> suspects) {
        Scene now = Scene.read(engine.lookup(), null);
        if (!now.unreadable().isEmpty()) {
            return List.of();
        }
        Set<String> names = suspects.stream().map(Stray::name).collect(Collectors.toSet());
        return strays(site, now, census(visit, site, now)).stream()
                .filter(stray -> names.contains(stray.name()))
                .toList();
    }

    private static List<Locks.Name> locks(Site site, List<Stray> strays) {
        List<Locks.Name> locks = new ArrayList<>(site.locks());
        for (Stray stray : strays) {
            if (stray.owned() != null) {
                stray.owned().locks().stream()
                        .filter(lock -> !locks.contains(lock))
                        .forEach(locks::add);
            }
        }
        return locks;
    }

    private Finding finding(Visit visit, Site site, Stray stray) {
        Resident resident = stray.resident();
        boolean named = stray.name().equals(delete);
        found |= named;
        boolean ours = stray.owned() != null
                || (site.server().managed() && resident.holds().isEmpty());
        String what = stray.name() + " on " + where(site.server())
                + (stray.owned() == null
                        ? " belongs to no add-on of this home"
                        : " is no login of " + stray.owned().addon().name())
                + (resident.holds().isEmpty() ? "" : " and holds " + resident.holds());
        Text hint = Text.of(site.server().managed() ? "" : "another home may use it; ", deleting(stray.name()));
        return Finding.of(
                site, What.STRAY, what, ours ? null : hint, ours || named ? () -> delete(visit, site, stray) : null);
    }

    private static Text deleting(String name) {
        return Text.of(
                "to delete it with its data: ",
                Next.of(Doctor.COMMAND).with("fix").with("delete", name));
    }

    private static String where(Server server) {
        return server.id() + " at " + server.at();
    }

    private void delete(Visit visit, Site site, Stray stray) {
        List<Stray> one = List.of(stray);
        try (Store.Session session = engine.open(locks(site, one))) {
            List<Stray> left = again(visit, site, one);
            if (left.isEmpty() || site.now(engine.read()) == null) {
                return;
            }
            Stray now = left.get(0);
            if (!now.resident().holds().isEmpty() && !now.name().equals(delete)) {
                throw VektraException.conflict(now.name() + " holds data by now", "run it again");
            }
            Deed deed = site.named(Doctor.deed(What.STRAY)).with("outcome", "deleted " + now.name());
            session.commit(deed, List.of(), List.of(step(site, now)));
        }
    }

    private static Step step(Site site, Stray stray) {
        OwnedAddon owned = stray.owned();
        if (owned != null && stray.login() != null) {
            return Step.revoke(owned.addon(), stray.login());
        }
        return new Step(
                Step.Action.DEPROVISION,
                site.server().service(),
                site.owned() == null ? null : site.server(),
                stray.resident().resource(),
                null);
    }

    @SuppressWarnings("try") // the session is held, not used
    private List<Finding> folders() {
        Set<String> unknown = unknown();
        if (unknown.isEmpty()) {
            return List.of();
        }
        try (Store.Session session = engine.open(services())) {
            unknown = unknown();
        }
        return unknown.stream().map(id -> folder(id)).toList();
    }

    private Finding folder(String id) {
        boolean named = id.equals(delete);
        found |= named;
        return Finding.ofHome(
                What.STRAY,
                "servers/" + id + " belongs to no service and no add-on",
                deleting(id),
                named ? () -> deleteFolder(id) : null);
    }

    private void deleteFolder(String id) {
        // the service only says how to stop what may run there
        ServiceName service = providers.names().stream()
                .filter(name -> id.equals(name) || id.startsWith(name + "-"))
                .map(ServiceName::new)
                .findFirst()
                .orElseThrow(() ->
                        VektraException.conflict("no service has servers called " + id, "delete its folder yourself"));
        try (Store.Session session = engine.open(services())) {
            if (unknown().contains(id)) {
                Deed deed = Doctor.deed(What.STRAY).with("outcome", "deleted servers/" + id);
                session.commit(deed, List.of(), List.of(Step.removeServer(Server.planned(id, service))));
            }
        }
    }

    private Set<String> unknown() {
        Set<String> unknown = new TreeSet<>(launcher.ids());
        if (!unknown.isEmpty()) {
            engine.read()
                    .services()
                    .forEach(service -> unknown.remove(service.server().id()));
            for (OwnedAddon owned : Scene.read(engine.lookup(), null).addons()) {
                Server own = owned.addon().server();
                if (own != null) {
                    unknown.remove(own.id());
                }
                Former former = owned.addon().former();
                if (former != null && former.server() != null) {
                    unknown.remove(former.server().id());
                }
            }
        }
        return unknown;
    }

    private List<Locks.Name> services() {
        return providers.names().stream()
                .map(name -> Locks.Name.alone(Locks.Name.Kind.SERVICE, name))
                .toList();
    }
}
