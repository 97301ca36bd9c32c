package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.core.Detached;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Resolver;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Service;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/** Makes one of several add-ons the one that an app finds under the usual names, such as {@code DATABASE_URL}. */
public final class Promote {
    private static final String COMMAND = "addons:promote";

    private final Installation home;

    public Promote(Installation home) {
        this.home = home;
    }

    /**
     * The attachment that has the usual name.
     *
     * @param attachment the one of the usual name
     * @param already whether it was so before and nothing changed
     */
    public record Promoted(App app, Addon addon, Attachment attachment, boolean already) {}

    /**
     * Attaches the add-on under the service's usual name as well, in one release. What had that name keeps an attachment
     * of another name, with a color unless it has one already.
     *
     * @param what an attachment of the app, or the add-on behind it
     */
    public Promoted promote(AppName name, String what) {
        home.settle();
        Lookup before = home.lookup();
        Attachment meant = new Resolver(before).requiredAttachment(before.app(name), what);
        AttachmentName usual = home.providers().of(meant.service()).service().attachment();
        List<AppName> aside = Detached.concerned(before, name, usual);
        List<AppName> more = new ArrayList<>(aside);
        more.add(name);
        try (Held held = Held.of(home, meant.addon().value(), null, more)) {
            Lookup at = home.lookup(held.session());
            App app = at.app(name);
            if (app.attachmentsOf(meant.addon()).isEmpty()
                    || !Detached.concerned(at, name, usual).equals(aside)) {
                throw VektraException.conflict(what + " of " + name + " changed at the same moment", "try again");
            }
            return promote(held, at, app);
        }
    }

    private Promoted promote(Held held, Lookup at, App app) {
        Addon addon = held.tenant().addon();
        AddonProvider provider = home.providers().of(addon.service());
        AttachmentName usual = provider.service().attachment();
        Attachment first = app.attachment(usual).orElse(null);
        if (first != null && first.addon().equals(addon.name())) {
            return new Promoted(app, addon, first, true);
        }
        home.ensureAnswering(at.serverOf(addon));
        Making making = new Making(home, held.session(), provider, COMMAND);
        Detached before = first == null
                ? new Detached(app, List.of(), List.of())
                : app.attachmentsOf(first.addon()).size() > 1
                        ? Detached.of(home, at, app, first)
                        : new Detached(renamed(at, app, first, making, provider.service()), List.of(), List.of());
        Naming.requireFree(before.app(), provider.service(), usual);
        Attachment attachment = making.attached(addon, usual, Map.of());
        App changed = before.app().attached(attachment).atRelease(app.release() + 1);
        List<Store.Write> writes = new ArrayList<>(before.writes());
        writes.add(home.put(changed, Installation.reference("Attach", attachment)));
        held.session().commit(COMMAND, writes, before.finish());
        return new Promoted(changed, addon, attachment, false);
    }

    private static App renamed(Lookup at, App app, Attachment first, Making making, Service service) {
        Addon addon = at.requiredAddon(app, first);
        AttachmentName aside = Naming.colored(app, service);
        Map<String, String> vars = addon.isReady() ? making.vars(addon, aside, first.credentials()) : Map.of();
        Attachment renamed = new Attachment(
                first.id(),
                aside,
                first.addon(),
                first.service(),
                first.createdAt(),
                first.credentials(),
                first.retiring(),
                vars,
                Map.of());
        return app.detached(first).attached(renamed);
    }
}
