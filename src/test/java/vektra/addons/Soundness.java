package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vektra.addons.core.Installation;
import vektra.addons.core.Tenant;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Scene;
import vektra.fixture.memory.MemoryClient;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Audited;
import vektra.model.Former;
import vektra.model.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Agenda;
import vektra.spi.Snapshot;

/** What is true of a home at rest, whatever was done in it. */
final class Soundness {
    private final MemoryHome home;
    private final Installation open;
    private final Snapshot at;
    private final List<Tenant> tenants;

    Soundness(MemoryHome home) {
        this.home = home;
        open = home.open();
        at = open.store().read();
        tenants = Scene.read(open, null).tenants();
    }

    void check() {
        assertThat(open.store().recovery().inFlight()).as("the journal").isEmpty();
        names();
        due();
        servers();
        places();
        tenants.forEach(this::attachments);
        secrets();
        assertThat(new Doctor(home.open()).visit(new Doctor.Request(null, false, null, null)))
                .as("what the doctor finds")
                .extracting(treated -> treated.finding().message())
                .isEmpty();
    }

    /** A name is taken exactly while an add-on has it, and says whose it is and who else sees it. */
    private void names() {
        Set<AddonName> names = new TreeSet<>();
        for (Tenant tenant : tenants) {
            AddonName name = tenant.addon().name();
            assertThat(names.add(name)).as("%s is one add-on's", name).isTrue();
            Snapshot.Owned owned = at.owner(name).orElseThrow(() -> new AssertionError(name + " is not reserved"));
            assertThat(owned.app()).as("who has %s", name).isEqualTo(tenant.app());
            assertThat(owned.attached()).as("who else has %s", name).isEqualTo(seenBy(name, tenant.app()));
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
        for (Tenant tenant : tenants) {
            Addon addon = tenant.addon();
            Former former = addon.former();
            if (addon.expiresAt() != null) {
                expected.add(addon.expiresAt() + " " + addon.name());
            }
            if (former != null) {
                expected.add(former.until() + " " + addon.name());
            }
            tenant.attachments()
                    .forEach(attachment ->
                            attachment.retiring().forEach(old -> expected.add(old.until() + " " + addon.name())));
        }
        Set<String> found = new TreeSet<>();
        for (Agenda.Due due : open.store().agenda().due(home.now().plus(Duration.ofDays(10_000)), true)) {
            found.add(due.at() + " " + due.addon());
        }
        assertThat(found).as("the agenda").isEqualTo(expected);
    }

    private void servers() {
        Set<String> recorded = new TreeSet<>();
        at.services().stream()
                .map(service -> service.server())
                .filter(Server::managed)
                .forEach(server -> recorded.add(server.id()));
        for (Tenant tenant : tenants) {
            Former former = tenant.addon().former();
            if (tenant.addon().server() != null && tenant.addon().isReady()) {
                recorded.add(tenant.addon().server().id());
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
        for (Tenant tenant : tenants) {
            Addon addon = tenant.addon();
            Former former = addon.former();
            if (!addon.service().value().equals("ledger")) {
                continue;
            }
            if (addon.isReady()) {
                expected.put(where(addon.server()) + " " + addon.resource().id().brief(), tenant.logins());
            }
            if (former != null) {
                expected.put(
                        where(former.server()) + " " + former.resource().id().brief(), Set.of());
            }
        }
        Map<String, List<String>> found = new TreeMap<>(home.world().logins());
        // what was before a change of plan keeps its users, who are shut out, until it goes
        expected.forEach((place, logins) -> {
            if (logins.isEmpty() && found.containsKey(place)) {
                found.put(place, List.of());
            }
        });
        assertThat(found.keySet()).as("places on servers").isEqualTo(expected.keySet());
        found.forEach((place, logins) ->
                assertThat(logins).as("users of %s", place).containsExactlyInAnyOrderElementsOf(expected.get(place)));
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
    private void attachments(Tenant tenant) {
        if (!tenant.addon().isReady()) {
            return;
        }
        Addon addon = tenant.addon();
        Server server = open.lookup().serverOf(addon);
        AddonProvider provider = open.providers().of(addon.service());
        for (App app : tenant.apps()) {
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
        tenants.forEach(tenant -> tenant.credentials().stream()
                .map(one -> one.password().reveal())
                .filter(password -> !password.isEmpty())
                .forEach(passwords::add));
        String talk = String.join("\n", home.said()) + open.store().audit(new Audited.Wanted(null, null, null, 1000));
        assertThat(passwords).noneMatch(talk::contains);
    }
}
