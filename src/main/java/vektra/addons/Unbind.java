package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.AppWords;
import vektra.addons.core.Detached;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Detaches an add-on from an app: its variables go, its credentials stop working at once, its data stays. */
public record Unbind(Engine engine, History history) {
    /**
     * The app and the attachment that it lost.
     *
     * @param attachment null when it was not bound, so that nothing changed
     */
    public record Unbound(App app, @Nullable Attachment attachment) {}

    /**
     * Unbinds; when it is not bound that is no error.
     *
     * @param what a service, an add-on or an attachment
     * @param as the attachment, when the add-on has several
     */
    public Unbound unbind(AppName name, String what, @Nullable AttachmentName as) {
        engine.settle();
        Lookup before = engine.lookup();
        Attachment meant = found(before, name, what, as).orElse(null);
        if (meant == null) {
            App app = before.app(name);
            new AppWords(before, app).mustBeKnown(what);
            return new Unbound(app, null);
        }
        return unbind("addons:unbind", before, meant, name, what, as);
    }

    private Unbound unbind(
            String command, Lookup before, Attachment meant, AppName name, String what, @Nullable AttachmentName as) {
        AppName owner =
                before.at().owner(meant.addon()).map(Snapshot.Owned::app).orElse(name);
        List<Locks.Name> locks = new ArrayList<>(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)));
        if (!owner.equals(name)) {
            locks.add(Locks.Name.alone(Locks.Name.Kind.APP, owner));
        }
        try (Store.Session session = engine.open(locks)) {
            Lookup at = engine.lookup(session);
            Attachment attachment = found(at, name, what, as).orElse(null);
            if (attachment == null) {
                return new Unbound(at.app(name), null);
            }
            if (!attachment.addon().equals(meant.addon())) {
                throw VektraException.conflict(what + " of " + name + " changed at the same moment", "try again");
            }
            Detached without = Detached.of(at, at.app(name), attachment);
            List<Store.Write> writes = new ArrayList<>(without.writes());
            writes.add(history.put(without.app(), "Detach", attachment));
            session.commit(command, writes, without.finish());
            return new Unbound(without.app(), attachment);
        }
    }

    /**
     * Detaches what an app has attached; where there is no such thing it is NOT_FOUND.
     *
     * @param what an attachment, or what it is an attachment of, where there is but one
     */
    public Unbound detach(AppName name, String what) {
        engine.settle();
        Lookup at = engine.lookup();
        Attachment meant = new AppWords(at, at.app(name)).requiredAttachment(what);
        return unbind("addons:detach", at, meant, name, what, null);
    }

    private static Optional<Attachment> found(Lookup at, AppName name, String what, @Nullable AttachmentName as) {
        App app = at.app(name);
        return as == null ? new AppWords(at, app).attachment(what) : named(app, what, as);
    }

    private static Optional<Attachment> named(App app, String what, AttachmentName as) {
        Optional<Attachment> attachment = app.attachment(as);
        attachment.ifPresent(found -> {
            String service = PlanName.serviceOf(what);
            if (!found.service().value().equals(service)
                    && !found.addon().value().equals(what)) {
                throw VektraException.conflict(
                        as + " of " + app.name() + " is " + found.addon() + ", not " + Shown.quoted(what), null);
            }
        });
        return attachment;
    }
}
