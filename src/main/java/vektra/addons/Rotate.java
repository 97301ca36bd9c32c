package vektra.addons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Lifetime;
import vektra.model.addon.Retiring;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Gives an app new credentials for an add-on, which work before the old ones stop. */
public record Rotate(Engine engine, Providers providers, History history, Maker maker) {
    /**
     * What is to be rotated.
     *
     * @param what a service or an add-on for all its attachments, or an attachment
     * @param as the only attachment to rotate; null for all that are meant
     * @param grace how long the old credentials go on working; null when they end at once
     */
    public record Request(
            AppName app,
            String what,
            @Nullable AttachmentName as,
            @Nullable Lifetime grace) {}

    /**
     * The attachments with their new credentials.
     *
     * @param attachments those that have new credentials
     * @param oldUntil when the old ones end; null when they are revoked already
     */
    public record Rotated(
            App app,
            Addon addon,
            List<Attachment> attachments,
            @Nullable Instant oldUntil) {}

    /** Rotates; each time anew. An add-on without users is a CONFLICT. */
    public Rotated rotate(Request request) {
        return rotate(request, Deed.of("addons:rotate"));
    }

    /** @param deed what the audit says of it */
    Rotated rotate(Request request, Deed deed) {
        try (Held held = Held.of(engine, request.what(), request.app(), List.of(request.app()))) {
            Lookup at = engine.lookup(held.session());
            App app = at.app(request.app());
            Addon addon = held.owned().addon();
            List<Attachment> attachments = attachments(at, app, addon, request);
            return rotate(held.session(), app, addon, attachments, request.grace(), deed);
        }
    }

    private static List<Attachment> attachments(Lookup at, App app, Addon addon, Request request) {
        String what = request.what();
        boolean all = at.isService(what) || addon.name().value().equals(what);
        AttachmentName only = request.as() != null || all ? request.as() : AttachmentName.typed(what);
        List<Attachment> attachments = app.attachmentsOf(addon.name()).stream()
                .filter(attachment -> only == null || attachment.name().equals(only))
                .toList();
        if (attachments.isEmpty() || !addon.isReady()) {
            throw notBound(app, only == null ? what : addon.name() + " as " + only);
        }
        if (attachments.stream().anyMatch(a -> a.credentials().user().isEmpty())) {
            throw VektraException.conflict(
                    addon.name() + " has no credentials to rotate: its server has no users", null);
        }
        return attachments;
    }

    private static VektraException notBound(App app, String what) {
        return VektraException.notFound(
                what + " is not bound to " + app.name(),
                Text.of("see: ", Next.of("addons").app(app.name())));
    }

    private Rotated rotate(
            Store.Session session,
            App app,
            Addon addon,
            List<Attachment> attachments,
            @Nullable Lifetime grace,
            Deed deed) {
        Instant oldUntil = grace == null ? null : grace.from(history.now());
        List<Attachment> rotated = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        Making making = maker.in(session, providers.of(addon.service()), deed.command());
        making.renewed(addon, attachments).forEach((before, after) -> {
            Id old = before.credentials().id();
            List<Retiring> retiring = new ArrayList<>(before.retiring());
            if (oldUntil == null) {
                finish.add(Step.revoke(addon, old));
            } else {
                retiring.add(new Retiring(old, oldUntil));
            }
            rotated.add(after.retiring(retiring));
        });
        App changed = app.rotated(rotated);
        session.commit(deed, List.of(history.put(changed, description(addon, rotated))), finish);
        return new Rotated(changed, addon, rotated, oldUntil);
    }

    private static String description(Addon addon, List<Attachment> rotated) {
        String names = rotated.stream().map(a -> a.name().value()).collect(Collectors.joining(", "));
        return "Rotate " + names + " (@ref:" + addon.name() + ")";
    }
}
