package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Lookup;
import vektra.addons.provision.Assembler;
import vektra.manifest.apply.Difference.Sign;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.manifest.wanted.WantedService;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Service;
import vektra.spi.Locks;
import vektra.spi.Snapshot;

/** Compares a manifest with what a snapshot holds. It changes nothing, and the same again decides the same. */
final class Deciding {
    private final Assembler home;
    private final Lookup at;
    private final Manifest manifest;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<ServiceName, Map<String, String>> services = new LinkedHashMap<>();
    private final List<Act> acts = new ArrayList<>();
    private final Set<Locks.Name> locks = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    Deciding(Assembler home, Lookup at, Manifest manifest) {
        this.home = home;
        this.at = at;
        this.manifest = manifest;
        notes.addAll(manifest.notes());
    }

    Decision decide() {
        List<AppName> names = new ArrayList<>();
        List<DecidingApp> apps = new ArrayList<>();
        for (WantedApp app : manifest.apps()) {
            AppName name = Objects.requireNonNull(app.name(), "an app of a manifest without a name");
            names.add(name);
            apps.add(new DecidingApp(this, name, app));
        }
        manifest.services().forEach(this::service);
        apps.forEach(DecidingApp::begin);
        apps.forEach(DecidingApp::addons);
        // of add-ons that any of the apps has by now
        apps.forEach(DecidingApp::attachments);
        apps.forEach(DecidingApp::rest);
        // what all apps share comes first
        differences.sort(Comparator.comparing(one -> one.app() == null ? -1 : names.indexOf(one.app())));
        return new Decision(manifest, differences, services, acts, locks, notes);
    }

    Assembler home() {
        return home;
    }

    Lookup at() {
        return at;
    }

    void differs(Sign sign, AppName app, String what, String name, String detail) {
        differences.add(new Difference(sign, app, what, name, detail));
    }

    void act(Act act) {
        acts.add(act);
    }

    /** Whether something of an app is to be changed. */
    boolean changes(AppName app) {
        return differences.stream().anyMatch(one -> app.equals(one.app()));
    }

    /** An attachment goes, under the lock of who owns the add-on, too. */
    void detach(AppName app, Attachment attachment) {
        at.at()
                .owner(attachment.addon())
                .map(Snapshot.Owned::app)
                .ifPresent(owner -> lock(Locks.Name.alone(Locks.Name.Kind.APP, owner)));
        act(new Act.Detach(app, attachment));
    }

    /** The add-on that this makes of that app under that name; null when it makes none. */
    @Nullable
    Addon made(AppName app, AttachmentName as) {
        return acts.stream()
                .filter(act -> act instanceof Act.Make make
                        && make.app().equals(app)
                        && make.as().equals(as))
                .map(act -> ((Act.Make) act).planned())
                .findFirst()
                .orElse(null);
    }

    /** The service of a resource; empty when it is none that there is, and may be left out. */
    Optional<Service> service(WantedResource wanted) {
        Kinds kinds = new Kinds(home.providers());
        Value type = Objects.requireNonNull(wanted.type());
        if (wanted.mark(Mark.OPTIONAL) == null) {
            return Optional.of(kinds.required(type));
        }
        Optional<Service> found = kinds.find(type.text());
        if (found.isEmpty()) {
            note(type.text() + " is left out: Vektra has no such service");
        }
        return found;
    }

    void lock(Locks.Name lock) {
        locks.add(lock);
    }

    void note(String note) {
        if (!note.isEmpty() && !notes.contains(note)) {
            notes.add(note);
        }
    }

    private void service(WantedService wanted) {
        Service service = new Kinds(home.providers()).required(new Value(wanted.at(), wanted.name()));
        Map<String, String> given = new LinkedHashMap<>();
        wanted.options().forEach((name, value) -> given.put(name, ServiceOptions.checked(service, name, value)));
        EnabledService known = at.at().service(service.name()).orElse(null);
        Map<String, String> changed = new LinkedHashMap<>(given);
        if (known != null) {
            changed.entrySet()
                    .removeIf(option ->
                            option.getValue().equals(known.server().options().get(option.getKey())));
        }
        boolean enabled = known != null && known.enabled();
        if (!enabled || !changed.isEmpty()) {
            services.put(service.name(), given);
            differences.add(new Difference(
                    enabled ? Sign.CHANGED : Sign.ADDED,
                    null,
                    "service",
                    service.name().value(),
                    String.join(
                            ", ",
                            changed.entrySet().stream()
                                    .map(option -> option.getKey() + " " + option.getValue())
                                    .toList())));
        }
    }

    /** The service is enabled before the rest, unless it is. */
    void enabled(Service service) {
        boolean enabled =
                at.at().service(service.name()).filter(EnabledService::enabled).isPresent();
        if (!enabled && services.putIfAbsent(service.name(), Map.of()) == null) {
            differences.add(
                    new Difference(Sign.ADDED, null, "service", service.name().value(), ""));
        }
        lock(Locks.Name.shared(Locks.Name.Kind.SERVICE, service.name()));
    }
}
