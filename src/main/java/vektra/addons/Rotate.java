package vektra.addons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Resolver;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Id;
import vektra.model.Lifetime;
import vektra.model.Next;
import vektra.model.Retiring;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Gives an app new credentials for an add-on, which work before the old ones stop. */
public final class Rotate {
    private final Installation home;
    private final Deed deed;

    public Rotate(Installation home) {
        this(home, Deed.of("addons:rotate"));
    }

    /** @param deed what the audit says of it */
    Rotate(Installation home, Deed deed) {
        this.home = home;
        this.deed = deed;
    }

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
        try (Held held = Held.of(home, request.what(), request.app(), List.of(request.app()))) {
            Lookup at = home.lookup(held.session());
            App app = at.app(request.app());
            Addon addon = held.tenant().addon();
            List<Attachment> attachments = attachments(at, app, addon, request);
            home.ensureAnswering(at.serverOf(addon));
            return rotate(held.session(), at, app, addon, attachments, request.grace());
        }
    }

    private static List<Attachment> attachments(Lookup at, App app, Addon addon, Request request) {
        String what = request.what();
        boolean all = new Resolver(at).isService(what) || addon.name().value().equals(what);
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
            Lookup at,
            App app,
            Addon addon,
            List<Attachment> attachments,
            @Nullable Lifetime grace) {
        AddonProvider provider = home.providers().of(addon.service());
        Server server = at.serverOf(addon);
        Map<Attachment, Id> fresh = new LinkedHashMap<>();
        attachments.forEach(attachment -> fresh.put(attachment, Id.fresh()));
        session.begin(
                deed.command(),
                fresh.values().stream().map(id -> Step.revoke(addon, id)).toList());
        Instant oldUntil = grace == null ? null : grace.from(home.now());
        List<Attachment> rotated = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        fresh.forEach((attachment, id) -> {
            Credentials made = provider.grant(server, addon.resource(), id, Secret.fresh());
            Failpoint.reached("rotate: credentials made");
            Map<String, String> values =
                    provider.service().varsFor(attachment.name(), provider.configVars(server, addon.resource(), made));
            Id old = attachment.credentials().id();
            List<Retiring> retiring = new ArrayList<>(attachment.retiring());
            if (oldUntil == null) {
                finish.add(Step.revoke(addon, old));
            } else {
                retiring.add(new Retiring(old, oldUntil));
            }
            rotated.add(attachment.with(made, values).retiring(retiring));
        });
        App changed = app.rotated(rotated);
        session.commit(deed, List.of(home.put(changed, description(addon, rotated))), finish);
        return new Rotated(changed, addon, rotated, oldUntil);
    }

    private static String description(Addon addon, List<Attachment> rotated) {
        String names = rotated.stream().map(a -> a.name().value()).collect(Collectors.joining(", "));
        return "Rotate " + names + " (@ref:" + addon.name() + ")";
    }
}
