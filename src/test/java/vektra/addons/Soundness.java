package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Scene;
import vektra.addons.verbs.Doors;
import vektra.fixture.memory.MemoryClient;
import vektra.model.Audited;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Former;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Agenda;
import vektra.spi.Snapshot;

/** What is true of a home at rest, whatever was done in it. */
final class Soundness {
    private final MemoryHome home;
    private final Doors open;
    private final Snapshot at;
    private final List<OwnedAddon> addons;

    Soundness(MemoryHome home) {
        this.home = home;
        open = home.doors();
        at = open.store().read();
        addons = Scene.read(new Lookup(at, open.providers()), null).addons();
    }

    void check() {
        assertThat(open.store().recovery().inFlight()).as("the journal").isEmpty();
        names();
        due();
        servers();
        places();
        addons.forEach(this::attachments);
        secrets();
        assertThat(home.open().home().doctor().visit(new Doctor.Request(null, false, null, null)))
                .as("what the doctor finds")
                .extracting(treated -> treated.finding().message())
                .isEmpty();
    }

    /** A name is taken exactly while an add-on has it, and says whose it is and who else sees it. */
    private void names() {
        Set<AddonName> names = new TreeSet<>();
        for (OwnedAddon owned : addons) {
            AddonName name = owned.addon().name();
            assertThat(names.add(name)).as("%s is one add-on's", name).isTrue();
            Snapshot.Owned reserved = at.owner(name).orElseThrow(() -> new AssertionError(name + " is not reserved"));
            assertThat(reserved.app()).as("who has %s", name).isEqualTo(owned.app());
            assertThat(reserved.attached()).as("who else has %s", name).isEqualTo(seenBy(name, owned.app()));
        }
        assertThat(at.addonNames()).as("names that are taken").containsExactlyElementsOf(names);
    }

    private List<AppName> seenBy(AddonName addon, AppName owner) {
        return at.appNames().stream()
                .filter(name -> !name.equals(owner))
                .filter(name -> !at.app(name).orElseThrow().attachmentsOf(addon).isEmpty())
                .toList();
    }

    /** Whatever ends is on the agenda, and nothing else. */
    private void due() {
        Set<String> expected = new TreeSet<>();
        for (OwnedAddon owned : addons) {
            Addon addon = owned.addon();
            Former former = addon.former();
            if (addon.expiresAt() != null) {
                expected.add(addon.expiresAt() + " " + addon.name());
            }
            if (former != null) {
                expected.add(former.until() + " " + addon.name());
            }
            owned.attachments()
                    .forEach(attachment ->
                            attachment.retiring().forEach(old -> expected.add(old.until() + " " + addon.name())));
        }
        at.services().forEach(service -> kept(service.server(), service.name().value(), expected));
        addons.forEach(
                owned -> kept(owned.addon().server(), owned.addon().name().value(), expected));
        Set<String> found = new TreeSet<>();
        for (Agenda.Due due : open.store().agenda().due(home.now().plus(Duration.ofDays(10_000)), true)) {
            found.add(due.at() + " " + due.addon());
        }
        assertThat(found).as("the agenda").isEqualTo(expected);
    }

    private static void kept(Server server, String name, Set<String> expected) {
        if (server != null && server.former() != null) {
            expected.add(server.former().until() + " " + name);
        }
    }

    private void servers() {
        Set<String> recorded = new TreeSet<>();
        at.services().stream()
                .map(service -> service.server())
                .filter(Server::managed)
                .forEach(server -> recorded.add(server.id()));
        for (OwnedAddon owned : addons) {
            Former former = owned.addon().former();
            if (owned.addon().server() != null && owned.addon().isReady()) {
                recorded.add(owned.addon().server().id());
            }
            if (former != null && former.server() != null) {
                recorded.add(former.server().id());
            }
        }
        assertThat(open.launcher().ids()).as("servers that are there").containsExactlyInAnyOrderElementsOf(recorded);
    }

    /** Every place and every user on a server is an add-on's, an attachment's, or on its way out by the agenda. */
    private void places() {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (OwnedAddon owned : addons) {
            Addon addon = owned.addon();
            Former former = addon.former();
            if (!addon.service().value().equals("ledger")) {
                continue;
            }
            if (addon.isReady()) {
                expected.put(where(addon.server()) + " " + addon.resource().id().brief(), owned.logins());
            }
            if (former != null) {
                expected.put(
                        where(former.server()) + " " + former.resource().id().brief(), Set.of());
            }
        }
        Map<String, List<String>> found = new TreeMap<>(home.world().logins());
        // what is kept of a server since its upgrade is as it was then
        found.keySet().removeIf(place -> Server.isBeside(place.substring(0, place.indexOf(' '))));
        assertThat(home.world().states().keySet().stream()
                        .filter(Server::isBeside)
                        .toList())
                .as("folders beside servers")
                .isEqualTo(beside());
        assertThat(found.keySet()).as("places on servers").isEqualTo(expected.keySet());
        found.forEach((place, logins) ->
                assertThat(logins).as("users of %s", place).containsExactlyInAnyOrderElementsOf(expected.get(place)));
    }

    private List<String> beside() {
        return Stream.concat(
                        at.services().stream().map(service -> service.server()),
                        addons.stream().map(owned -> owned.addon().server()))
                .filter(server -> server != null && server.former() != null)
                .map(server -> server.beside().id())
                .sorted()
                .toList();
    }

    private String where(Server own) {
        return own == null
                ? at.services().stream()
                        .filter(service -> service.name().value().equals("ledger"))
                        .map(service -> service.server().managed()
                                ? service.server().id()
                                : "elsewhere-" + service.server().host().port())
                        .findFirst()
                        .orElse("ledger")
                : own.id();
    }

    /** The variables lead to the add-on, and log in. */
    private void attachments(OwnedAddon owned) {
        if (!owned.addon().isReady()) {
            return;
        }
        Addon addon = owned.addon();
        Server server = new Lookup(at, open.providers()).serverOf(addon);
        AddonProvider provider = open.providers().of(addon.service());
        for (App app : owned.apps()) {
            for (Attachment attachment : app.attachmentsOf(addon.name())) {
                Map<String, String> documented =
                        provider.configVars(server, addon.resource(), attachment.credentials());
                Map<String, String> vars = provider.service().varsFor(attachment.name(), documented);
                assertThat(attachment.vars())
                        .as("variables of %s", attachment.name())
                        .isEqualTo(vars);
                assertThat(app.config()).as("config of %s", app.name()).containsAllEntriesOf(vars);
                login(documented, app.name() + " as " + attachment.name());
            }
        }
    }

    private void login(Map<String, String> vars, String who) {
        try {
            new MemoryClient(home.world()).open(vars).close();
        } catch (Exception e) {
            throw new AssertionError(who + " is not let in", e);
        }
    }

    /** No password is warned of or audited. */
    private void secrets() {
        List<String> passwords = new ArrayList<>();
        addons.forEach(owned -> owned.credentials().stream()
                .map(one -> one.password().reveal())
                .filter(password -> !password.isEmpty())
                .forEach(passwords::add));
        String talk = String.join("\n", home.said()) + open.store().audit(new Audited.Wanted(null, null, null, 1000));
        assertThat(passwords).noneMatch(talk::contains);
    }
}
