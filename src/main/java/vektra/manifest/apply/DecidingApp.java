package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.addons.core.LogDrains;
import vektra.addons.drains.DrainUrl;
import vektra.addons.drains.PutDrain;
import vektra.manifest.apply.Difference.Sign;
import vektra.manifest.text.Form;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedDrain;
import vektra.manifest.wanted.WantedResource;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Snapshot;

/** Decides what changes of one app. */
final class DecidingApp {
    private final Deciding deciding;
    private final WantedApp wanted;
    private final App app;
    private final boolean isNew;
    private final Interpolation values;
    private final List<DecidingResource> each;
    private final List<Declared.Resource> resources = new ArrayList<>();

    DecidingApp(Deciding deciding, AppName name, WantedApp wanted) {
        this.deciding = deciding;
        this.wanted = wanted;
        Optional<App> there = deciding.at().at().app(name);
        this.isNew = there.isEmpty();
        this.app =
                there.orElseGet(() -> App.empty(name, deciding.home().history().now()));
        this.values = new Interpolation(name, app.config());
        this.each = wanted.resources().stream()
                .flatMap(one -> DecidingResource.of(deciding, app, one, values).stream())
                .toList();
    }

    /** What goes makes room for what comes. */
    void begin() {
        deciding.lock(Locks.Name.alone(Locks.Name.Kind.APP, app.name()));
        if (isNew) {
            deciding.act(new Act.Begin(app));
            deciding.differs(Sign.ADDED, app.name(), Difference.APP, app.name().value(), "");
        }
        app.declared().resources().forEach(this::removed);
    }

    void addons() {
        decide(DecidingAddon.class);
    }

    void attachments() {
        decide(DecidingAttachment.class);
    }

    private void decide(Class<? extends DecidingResource> kind) {
        each.stream().filter(kind::isInstance).forEach(one -> resources.add(one.decide()));
    }

    /** What depends on what the resources are. */
    void rest() {
        requireOwnVariables();
        List<DrainName> drains = drains();
        DecidingVariables variables = new DecidingVariables(deciding, app, wanted, each, values);
        variables.decide();
        resources.sort(Comparator.comparing(Declared.Resource::name));
        Declared declared = new Declared(
                resources,
                variables.templates(),
                variables.required(),
                wanted.programs(),
                drains,
                app.declared().postdeployed());
        if (!declared.equals(app.declared()) || deciding.changes(app.name())) {
            deciding.act(new Act.Declare(app.name(), declared));
        }
    }

    private void requireOwnVariables() {
        Map<String, WantedResource> first = new HashMap<>();
        for (DecidingResource one : each) {
            for (String variable : one.vars()) {
                WantedResource other = first.putIfAbsent(variable, one.wanted());
                if (other != null) {
                    throw Form.wrong(
                            one.wanted().at(),
                            variable + " would be set by the resource " + one.name() + " and by " + other.name()
                                    + " in line " + other.at().line(),
                            "rename one of them");
                }
            }
        }
    }

    /** What the manifest had once and has no longer is detached; its data stay. */
    private void removed(Declared.Resource before) {
        if (each.stream().anyMatch(one -> one.name().equals(before.name()))) {
            return;
        }
        Optional<Attachment> attached = app.attachment(before.attachment())
                .filter(one -> deciding.at()
                        .addon(app, one)
                        .map(Addon::id)
                        .filter(id -> id.equals(before.addon()))
                        .isPresent());
        if (before.wanted()) {
            attached.ifPresent(one -> deciding.detach(app.name(), one));
            deciding.differs(
                    Sign.REMOVED,
                    app.name(),
                    "resource",
                    before.name(),
                    attached.map(one -> "detached; the data of " + one.addon() + " is kept")
                            .orElse(""));
        }
        if (app.addons().stream().anyMatch(addon -> addon.id().equals(before.addon()))) {
            resources.add(before.dropped());
        }
    }

    private List<DrainName> drains() {
        List<DrainName> names = new ArrayList<>();
        for (WantedDrain one : wanted.drains()) {
            names.add(drain(one));
        }
        Snapshot at = deciding.at().at();
        for (DrainName before : app.declared().drains()) {
            boolean there = at.drain(before)
                    .filter(drain -> app.name().equals(drain.app()))
                    .isPresent();
            if (!names.contains(before) && there) {
                deciding.lock(Locks.Name.ofDrain(before));
                deciding.act(new Act.DropDrain(before));
                deciding.differs(Sign.REMOVED, app.name(), "drain", before.value(), "");
            }
        }
        return names;
    }

    private DrainName drain(WantedDrain one) {
        String url = values.of(one.url());
        Map<String, String> given = new LinkedHashMap<>();
        one.options().forEach((option, value) -> given.put(option, values.of(value)));
        return Form.checked(one.at(), () -> drain(one, url, given));
    }

    private DrainName drain(WantedDrain one, String url, Map<String, String> given) {
        Secret secret = null;
        for (String option : List.copyOf(given.keySet())) {
            if (DrainOptions.isSecret(option)) {
                secret = new Secret(String.valueOf(given.remove(option)));
            }
        }
        DrainName name = new DrainName(one.name());
        DrainUrl kind = one.service() == null ? DrainUrl.required(url) : null;
        if (kind != null) {
            kind.options().forEach(given::putIfAbsent);
        }
        ServiceName service = kind == null ? new ServiceName(String.valueOf(one.service())) : kind.service();
        LogDrains known = deciding.home().providers().drains();
        if (known.find(service).isEmpty()) {
            throw VektraException.invalid(
                    "no service " + service + " that ships log lines", "known: " + String.join(", ", known.names()));
        }
        put(name, new PutDrain.Request(service, name, app.name(), given, new Secret(url), secret, false));
        return name;
    }

    private void put(DrainName name, PutDrain.Request request) {
        Snapshot at = deciding.at().at();
        Optional<Drain> planned = deciding.home().drains().planned(at, name, request);
        deciding.lock(Locks.Name.ofDrain(name));
        planned.ifPresent(drain -> {
            deciding.act(new Act.PutDrain(drain));
            deciding.differs(
                    at.drain(name).isPresent() ? Sign.CHANGED : Sign.ADDED,
                    app.name(),
                    "drain",
                    name.value(),
                    drain.service() + " to " + drain.target());
        });
    }
}
