package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.core.AppWords;
import vektra.addons.core.Detached;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Providers;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.service.Service;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/** Makes one of several add-ons the one that an app finds under the usual names, such as {@code DATABASE_URL}. */
public record Promote(Engine engine, Providers providers, History history, Maker maker) {
    private static final String COMMAND = "addons:promote";

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
        engine.settle();
        Lookup before = engine.lookup();
        Attachment meant = new AppWords(before, before.app(name)).requiredAttachment(what);
        AttachmentName usual = providers.of(meant.service()).service().attachment();
        List<AppName> aside = Detached.concerned(before, name, usual);
        List<AppName> more = new ArrayList<>(aside);
        more.add(name);
        try (Held held = Held.of(engine, meant.addon().value(), null, more)) {
            Lookup at = engine.lookup(held.session());
            App app = at.app(name);
            if (app.attachmentsOf(meant.addon()).isEmpty()
                    || !Detached.concerned(at, name, usual).equals(aside)) {
                throw VektraException.conflict(what + " of " + name + " changed at the same moment", "try again");
            }
            return promote(held, at, app);
        }
    }

    private Promoted promote(Held held, Lookup at, App app) {
        Addon addon = held.owned().addon();
        AddonProvider provider = providers.of(addon.service());
        AttachmentName usual = provider.service().attachment();
        Attachment first = app.attachment(usual).orElse(null);
        if (first != null && first.addon().equals(addon.name())) {
            return new Promoted(app, addon, first, true);
        }
        Making making = maker.in(held.session(), provider, COMMAND);
        Detached before = first == null
                ? new Detached(app, List.of(), List.of())
                : app.attachmentsOf(first.addon()).size() > 1
                        ? Detached.of(at, app, first)
                        : new Detached(renamed(at, app, first, making, provider.service()), List.of(), List.of());
        Naming.requireFree(before.app(), provider.service(), usual);
        Attachment attachment = making.attached(addon, usual, Map.of());
        App changed = before.app().attached(attachment).atRelease(app.release() + 1);
        List<Store.Write> writes = new ArrayList<>(before.writes());
        writes.add(history.put(changed, "Attach", attachment));
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
                Map.of(),
                first.split());
        return app.detached(first).attached(renamed);
    }
}
