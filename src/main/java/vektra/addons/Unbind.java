package vektra.addons;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Shown;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Detaches an add-on from an app: its variables go, its credentials stop working at once, its data stays. */
public final class Unbind {
    private final Installation home;

    public Unbind(Installation home) {
        this.home = home;
    }

    /**
     * What came of it.
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
        try (Store.Session session = home.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)))) {
            App app = home.app(name);
            Targets targets = new Targets(home);
            Optional<Attachment> found = as == null ? targets.attachment(app, what) : named(app, what, as);
            if (found.isEmpty()) {
                targets.mustBeKnown(what, app);
                return new Unbound(app, null);
            }
            Attachment attachment = found.get();
            Addon addon = app.addon(attachment.addon())
                    .orElseThrow(() -> VektraException.notFound(
                            "the add-on " + attachment.addon() + " of " + name + " is not known", null));
            home.ensureAnswering(home.serverOf(addon));
            App without = app.detached(attachment);
            session.commit(
                    "addons:unbind",
                    List.of(home.put(without, Installation.reference("Detach", attachment))),
                    Step.revoke(addon, attachment));
            return new Unbound(without, attachment);
        }
    }

    private static Optional<Attachment> named(App app, String what, AttachmentName as) {
        Optional<Attachment> attachment = app.attachment(as);
        attachment.ifPresent(found -> {
            String service = what.contains(":") ? what.substring(0, what.indexOf(':')) : what;
            if (!found.service().value().equals(service)
                    && !found.addon().value().equals(what)) {
                throw VektraException.conflict(
                        as + " of " + app.name() + " is " + found.addon() + ", not " + Shown.quoted(what), null);
            }
        });
        return attachment;
    }
}
