package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Detached;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Sharing;
import vektra.addons.provision.Maker;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.text.Input;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/** Lets an app see an add-on that is there, its own or another's, with credentials of its own. */
public record Attach(Engine engine, Providers providers, History history, Maker maker) {
    private static final String COMMAND = "addons:attach";

    /**
     * What is to be attached.
     *
     * @param what an add-on, or with an app also what that app calls it
     * @param within the app in whose eyes it is meant; null for its global name
     * @param as null for the service's usual name, or where that is taken one with a color
     * @param force whether what has the attachment's name, or its variables', steps aside
     * @param split whether the parts of its URL are variables, too
     */
    public record Request(
            String what,
            @Nullable AppName within,
            AppName to,
            @Nullable AttachmentName as,
            boolean force,
            boolean split) {
        /** One with the variables of its service alone. */
        public Request(String what, @Nullable AppName within, AppName to, @Nullable AttachmentName as, boolean force) {
            this(what, within, to, as, force, false);
        }
    }

    /**
     * The attachment and whose add-on it is of.
     *
     * @param app the one that it is attached to
     * @param owner the app that the add-on belongs to
     * @param already whether it was attached so before and nothing changed
     */
    public record Attached(App app, Addon addon, AppName owner, Attachment attachment, boolean already) {}

    /**
     * Attaches; again is no error. An add-on whose app is gone belongs from now on to the one it is attached to. One that
     * may not be shared, or not between those two spaces, is a CONFLICT.
     */
    public Attached attach(Request request) {
        Lookup before = engine.lookup();
        before.app(request.to());
        List<AppName> aside = request.force() ? Detached.concerned(before, request.to(), request.as()) : List.of();
        List<AppName> more = new ArrayList<>(aside);
        more.add(request.to());
        try (Held held = Held.of(engine, request.what(), request.within(), more)) {
            Lookup at = engine.lookup(held.session());
            if (request.force()) {
                Detached.requireConcerned(at, request.to(), request.as(), aside);
            }
            return attach(held, at, at.app(request.to()), request);
        }
    }

    /** A name with a color that an app has free, for one more attachment of a service. */
    public AttachmentName spareName(AppName app, ServiceName service) {
        return Naming.colored(engine.lookup().app(app), providers.of(service).service());
    }

    private Attached attach(Held held, Lookup at, App to, Request request) {
        OwnedAddon owned = held.owned();
        Addon addon = owned.addon();
        AddonProvider provider = providers.of(addon.service());
        at.enabled(addon.service());
        Sharing.requireAttachable(at, owned, to.name());
        Optional<Attachment> same = to.attachmentsOf(addon.name()).stream()
                .filter(one -> request.as() == null || one.name().equals(request.as()))
                .findFirst();
        AppName owner = owned.app() == null ? to.name() : owned.app();
        String scheme = request.split() ? provider.service().longName() : null;
        if (same.isPresent()) {
            return same(held.session(), new Attached(to, addon, owner, same.get(), true), scheme);
        }
        AttachmentName as = request.as() == null ? Naming.attachment(to, provider.service()) : request.as();
        Detached before = Detached.of(at, to, as, request.force());
        Map<String, String> replaced =
                Naming.stepAside(before.app(), provider.service(), as, request.force(), Input.of("confirm", to.name()));
        Attachment attachment = maker.in(held.session(), provider, COMMAND)
                .attached(addon, as, replaced)
                .split(scheme);
        App attached = before.app().attached(attachment).atRelease(to.release() + 1);
        App changed = owned.owner() == null ? attached.withAddon(addon) : attached;
        List<Store.Write> writes = new ArrayList<>(before.writes());
        writes.addAll(noted(owned, to.name()));
        writes.add(history.put(changed, "Attach", attachment));
        held.session().commit(COMMAND, writes, before.finish());
        return new Attached(changed, addon, owner, attachment, false);
    }

    /** What was attached before has perhaps not all variables yet. */
    private Attached same(Store.Session session, Attached before, @Nullable String scheme) {
        if (scheme == null || scheme.equals(before.attachment().split())) {
            return before;
        }
        Attachment split = before.attachment().split(scheme);
        App app = before.app()
                .withAttachments(List.of(split))
                .released(before.app().config());
        session.commit(COMMAND, List.of(history.put(app, "Link", split)), List.of());
        return new Attached(app, before.addon(), before.owner(), split, true);
    }

    /** Records the app: as the owner where there was none, else among those that have it attached. */
    private static List<Store.Write> noted(OwnedAddon owned, AppName to) {
        if (owned.owner() == null) {
            return List.of(
                    new Store.Write.Free(owned.addon().name()),
                    new Store.Write.Reserve(owned.addon().name(), to));
        }
        if (to.equals(owned.app()) || owned.guestNames().contains(to)) {
            return List.of();
        }
        List<AppName> guests = new ArrayList<>(owned.guestNames());
        guests.add(to);
        return owned.attachedTo(guests);
    }
}
