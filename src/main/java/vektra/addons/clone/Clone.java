package vektra.addons.clone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.Create;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.addons.data.DataCopy;
import vektra.addons.provision.Assembler;
import vektra.addons.provision.Assembly;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.service.Plan;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes an app with the variables and the add-ons of another, as one change; that other one works on and stays as it is. */
public record Clone(Assembler home, Shelf shelf, Progress progress) {
    private static final String COMMAND = "apps:clone";

    /**
     * What is to be made.
     *
     * @param withData whether the add-ons get copies of the data; else they are empty
     * @param empty what gets none all the same: attachments, services or add-ons of the app
     * @param ttl how long the app and its add-ons live; null when they stay
     */
    public record Request(
            AppName from,
            AppName to,
            boolean withData,
            List<String> empty,
            @Nullable Lifetime ttl) {}

    /**
     * The app that was made.
     *
     * @param copied the add-ons that hold data of the other app's
     * @param notes what is not as in the other app
     */
    public record Cloned(App app, AppName from, List<AddonName> copied, List<String> notes) {}

    /** Makes it, or refuses before anything is made. */
    public Cloned make(Request request) {
        Engine engine = home.engine();
        engine.settle();
        Lookup before = engine.lookup();
        // of the other app nothing is read after this: it may change while its data are copied
        Original original = Original.of(before, request);
        Map<AddonName, DataCopy> copies = copies(before, original);
        Assembly assembly;
        App made;
        List<AddonName> copied = new ArrayList<>();
        try (Store.Session session = engine.open(locks(before, original, copies))) {
            requireNew(session, request.to());
            Lookup at = engine.lookup(session);
            assembly = home.in(
                    session, Deed.of(COMMAND).with("from", request.from().value()));
            Instant end = request.ttl() == null
                    ? null
                    : request.ttl().from(home.history().now());
            App begun = assembly.app(request.to()).released(original.variables());
            assembly.put(end == null ? begun : begun.expiring(end));
            Map<AddonName, Addon> planned = new LinkedHashMap<>();
            Map<Id, Id> ids = new HashMap<>();
            for (Original.Wanted wanted : original.made()) {
                Addon addon = planned(at, assembly.app(request.to()), wanted.request(), end);
                assembly.create(request.to(), addon);
                if (copies.containsKey(wanted.addon().name())) {
                    assembly.fill(addon.name(), copies.get(wanted.addon().name()));
                    copied.add(addon.name());
                }
                planned.put(wanted.addon().name(), addon);
                ids.put(wanted.addon().id(), addon.id());
            }
            for (Attachment attachment : original.app().attachments()) {
                Addon own = planned.get(attachment.addon());
                if (own == null) {
                    original.requireSharable(at, shared(at, attachment));
                }
                assembly.attachLike(request.to(), own == null ? attachment.addon() : own.name(), attachment);
            }
            assembly.put(assembly.app(request.to()).declaring(original.declared(ids)));
            assembly.carryOut("Clone " + request.from());
            made = assembly.app(request.to()).atRelease(1);
        }
        home.restock(assembly);
        return new Cloned(made, request.from(), copied, original.notes());
    }

    private Map<AddonName, DataCopy> copies(Lookup at, Original original) {
        Map<AddonName, DataCopy> copies = new LinkedHashMap<>();
        original.made().stream()
                .filter(Original.Wanted::withData)
                .forEach(wanted -> copies.put(wanted.addon().name(), DataCopy.of(at, wanted.addon(), shelf, progress)));
        return copies;
    }

    private Addon planned(Lookup at, App app, Create.Request like, @Nullable Instant end) {
        Service service = home.providers().of(like.service()).service();
        Plan plan = service.plan(Objects.requireNonNull(like.plan()));
        Addon planned = home.planned(at, app, like.service(), plan, like.name(), like.options());
        return end == null ? planned : planned.expiring(end);
    }

    private static List<Locks.Name> locks(Lookup at, Original original, Map<AddonName, DataCopy> copies) {
        Set<Locks.Name> locks = new LinkedHashSet<>();
        locks.add(Locks.Name.alone(Locks.Name.Kind.APP, original.to()));
        for (Attachment attachment : original.app().attachments()) {
            locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, attachment.service()));
        }
        original.shared()
                .forEach(attachment -> locks.addAll(shared(at, attachment).locks()));
        copies.values().forEach(copy -> locks.addAll(copy.locks()));
        return List.copyOf(locks);
    }

    private static OwnedAddon shared(Lookup at, Attachment attachment) {
        return at.owned(attachment.addon()).orElseThrow(() -> Resolver.none(attachment.addon()));
    }

    static void requireNew(Snapshot at, AppName to) {
        if (at.app(to).isPresent()) {
            throw VektraException.conflict(
                    "an app called " + to + " already exists",
                    Text.of(
                            "choose another name; or delete that one: ",
                            Next.of("apps:destroy").app(to)));
        }
    }
}
