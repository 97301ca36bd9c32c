package vektra.addons;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Lifetime;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;

/** What the verbs are asked for, written as users write it. */
public final class Requests {
    private Requests() {}

    public static @Nullable AttachmentName name(@Nullable String text) {
        return text == null ? null : new AttachmentName(text);
    }

    public static Bind.Request bind(String app, String plan) {
        return bind(app, plan, null);
    }

    public static Bind.Request bind(String app, String plan, @Nullable String as) {
        PlanName named = PlanName.typed(plan);
        return new Bind.Request(new AppName(app), named.service(), named.plan(), name(as), null, false);
    }

    public static Bind.Request lease(String app, String plan, String ttl) {
        PlanName named = PlanName.typed(plan);
        return new Bind.Request(new AppName(app), named.service(), named.plan(), null, Lifetime.parse(ttl), false);
    }

    public static Bind.Request forced(Bind.Request request) {
        return new Bind.Request(request.app(), request.service(), request.plan(), request.as(), request.ttl(), true);
    }

    public static Create.Request create(String app, String plan, @Nullable String name, @Nullable String as) {
        PlanName named = PlanName.typed(plan);
        return new Create.Request(
                new AppName(app),
                named.service(),
                named.plan(),
                name == null ? null : new AddonName(name),
                name(as),
                Map.of(),
                null,
                true,
                false);
    }

    public static Create.Request forced(Create.Request request) {
        return new Create.Request(
                request.app(),
                request.service(),
                request.plan(),
                request.name(),
                request.as(),
                request.options(),
                request.ttl(),
                request.patient(),
                true);
    }

    /** Returns at once; a server of its own is made later. */
    public static Create.Request impatient(Create.Request request) {
        return new Create.Request(
                request.app(),
                request.service(),
                request.plan(),
                request.name(),
                request.as(),
                request.options(),
                request.ttl(),
                false,
                request.force());
    }

    public static Create.Request with(Create.Request request, Map<String, String> options) {
        return new Create.Request(
                request.app(),
                request.service(),
                request.plan(),
                request.name(),
                request.as(),
                options,
                request.ttl(),
                request.patient(),
                request.force());
    }

    public static Attach.Request attach(String what, String to, @Nullable String as) {
        return new Attach.Request(what, null, new AppName(to), name(as), false);
    }

    public static Attach.Request forced(Attach.Request request) {
        return new Attach.Request(request.what(), request.within(), request.to(), request.as(), true);
    }

    public static Rotate.Request rotate(String app, String what) {
        return new Rotate.Request(new AppName(app), what, null, null);
    }

    public static Rotate.Request rotate(String app, String what, String grace) {
        return new Rotate.Request(new AppName(app), what, null, Lifetime.parse(grace));
    }
}
