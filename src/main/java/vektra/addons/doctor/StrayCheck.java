package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.OwnedAddon;
import vektra.addons.doctor.Finding.What;
import vektra.model.addon.Census;
import vektra.model.addon.Resident;
import vektra.model.addon.Step;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Store;

/**
 * What is on a server and belongs to no add-on of this home. What holds data, or is on a server that others may use as
 * well, is deleted only when it is named.
 */
record StrayCheck(Engine engine, ToDelete toDelete) implements Doctor.Check {
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
        return all;
    }

    @SuppressWarnings("try") // the session is held, not used
    private List<Finding> look(Visit visit, Site site) {
        Map<String, OwnedAddon> known = visit.scene().knownOn(site);
        Census census = census(visit, site, known.keySet());
        List<Stray> suspects = strays(site, known, census);
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

    private static Census census(Visit visit, Site site, Set<String> known) {
        return new Checking(visit.provider(site.server())).census(site.server(), known);
    }

    private static List<Stray> strays(Site site, Map<String, OwnedAddon> known, Census census) {
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
        Map<String, OwnedAddon> known = now.knownOn(site);
        return strays(site, known, census(visit, site, known.keySet())).stream()
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
        boolean named = toDelete.is(stray.name());
        boolean ours = stray.owned() != null
                || (site.server().managed() && resident.holds().isEmpty());
        String what = stray.name() + " on " + where(site.server())
                + (stray.owned() == null
                        ? " belongs to no add-on of this home"
                        : " is no login of " + stray.owned().addon().name())
                + (resident.holds().isEmpty() ? "" : " and holds " + resident.holds());
        Text hint = Text.of(site.server().managed() ? "" : "another home may use it; ", ToDelete.how(stray.name()));
        return Finding.of(
                site, What.STRAY, what, ours ? null : hint, ours || named ? () -> delete(visit, site, stray) : null);
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
            if (!now.resident().holds().isEmpty() && !toDelete.is(now.name())) {
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
}
