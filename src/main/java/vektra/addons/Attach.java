package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Spaces;
import vektra.addons.core.Detached;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Input;
import vektra.model.Next;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/** Lets an app see an add-on that is there, its own or another's, with credentials of its own. */
public final class Attach {
    private static final String COMMAND = "addons:attach";

    private final Installation home;

    public Attach(Installation home) {
        this.home = home;
    }

    /**
     * What is to be attached.
     *
     * @param what an add-on, or with an app also what that app calls it
     * @param within the app in whose eyes it is meant; null for its global name
     * @param as null for the service's usual name, or where that is taken one with a color
     * @param force whether what has the attachment's name, or its variables', steps aside
     */
    public record Request(
            String what,
            @Nullable AppName within,
            AppName to,
            @Nullable AttachmentName as,
            boolean force) {}

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
        Lookup before = home.lookup();
        before.app(request.to());
        List<AppName> aside = request.force() ? Detached.concerned(before, request.to(), request.as()) : List.of();
        List<AppName> more = new ArrayList<>(aside);
        more.add(request.to());
        try (Held held = Held.of(home, request.what(), request.within(), more)) {
            Lookup at = home.lookup(held.session());
            if (request.force()) {
                Detached.requireConcerned(at, request.to(), request.as(), aside);
            }
            return attach(held, at, at.app(request.to()), request);
        }
    }

    /** A name with a color that an app has free, for one more attachment of a service. */
    public AttachmentName spareName(AppName app, ServiceName service) {
        return Naming.colored(
                home.lookup().app(app), home.providers().of(service).service());
    }

    private Attached attach(Held held, Lookup at, App to, Request request) {
        Tenant tenant = held.tenant();
        Addon addon = tenant.addon();
        AddonProvider provider = home.providers().of(addon.service());
        at.enabled(addon.service());
        requireAttachable(at, provider.service(), tenant, to.name());
        Optional<Attachment> same = to.attachmentsOf(addon.name()).stream()
                .filter(one -> request.as() == null || one.name().equals(request.as()))
                .findFirst();
        AppName owner = tenant.app() == null ? to.name() : tenant.app();
        if (same.isPresent()) {
            return new Attached(to, addon, owner, same.get(), true);
        }
        AttachmentName as = request.as() == null ? Naming.attachment(to, provider.service()) : request.as();
        Detached before = Detached.of(home, at, to, as, request.force());
        Map<String, String> replaced =
                Naming.stepAside(before.app(), provider.service(), as, request.force(), Input.of("confirm", to.name()));
        home.ensureAnswering(at.serverOf(addon));
        Attachment attachment = new Making(home, held.session(), provider, COMMAND).attached(addon, as, replaced);
        App attached = before.app().attached(attachment).atRelease(to.release() + 1);
        App changed = tenant.owner() == null ? attached.withAddon(addon) : attached;
        List<Store.Write> writes = new ArrayList<>(before.writes());
        writes.addAll(noted(tenant, to.name()));
        writes.add(home.put(changed, Installation.reference("Attach", attachment)));
        held.session().commit(COMMAND, writes, before.finish());
        return new Attached(changed, addon, owner, attachment, false);
    }

    private static void requireAttachable(Lookup at, Service service, Tenant tenant, AppName to) {
        Addon addon = tenant.addon();
        Provisioning.requireDone(addon);
        AppName owner = tenant.app();
        if (owner == null || owner.equals(to)) {
            return;
        }
        if (!service.plan(addon.plan()).sharable()) {
            throw VektraException.conflict(
                    addon.fullPlan() + " cannot be shared between apps",
                    Text.of(
                            "make one for " + to + ": ",
                            Next.of("addons:create", addon.fullPlan()).app(to)));
        }
        Spaces.requireAttach(at.at().spaces(), owner, to);
    }

    /** Who has it is on record: as its owner where it had none, else among those it is attached to. */
    private static List<Store.Write> noted(Tenant tenant, AppName to) {
        if (tenant.owner() == null) {
            return List.of(
                    new Store.Write.Free(tenant.addon().name()),
                    new Store.Write.Reserve(tenant.addon().name(), to));
        }
        if (to.equals(tenant.app()) || tenant.guestNames().contains(to)) {
            return List.of();
        }
        List<AppName> guests = new ArrayList<>(tenant.guestNames());
        guests.add(to);
        return tenant.attachedTo(guests);
    }
}
