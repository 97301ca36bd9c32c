package vektra.addons.clone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.addons.Create;
import vektra.addons.core.AppWords;
import vektra.addons.core.Lookup;
import vektra.addons.core.Options;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Sharing;
import vektra.addons.data.DataCopy;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.logs.Drain;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * An app that another is made like, and what of it that one gets.
 *
 * @param made what the other app gets for the add-ons that this one owns and sees
 * @param shared its attachments to add-ons of others, which the other app gets as well
 * @param notes what the other app does not get, or gets and perhaps should not
 */
record Original(App app, AppName to, List<Wanted> made, List<Attachment> shared, List<String> notes) {
    /** So short a password can be part of anything. */
    private static final int TELLING = 8;

    /** An add-on, and the one to be made like it. */
    record Wanted(Addon addon, Create.Request request, boolean withData) {}

    /** Decides what is to be made, or refuses what cannot be. */
    static Original of(Lookup at, Clone.Request request) {
        App app = at.at()
                .app(request.from())
                .orElseThrow(() -> at.unknownApp(request.from(), Text.of("see: ", Next.of("apps"))));
        Clone.requireNew(at.at(), request.to());
        Set<AddonName> empty = empty(at, app, request);
        Set<AddonName> seen = new LinkedHashSet<>();
        app.attachments().forEach(attachment -> seen.add(attachment.addon()));
        List<Wanted> made = new ArrayList<>();
        for (AddonName name : seen) {
            app.addon(name)
                    .ifPresent(
                            addon -> made.add(wanted(at, addon, request, request.withData() && !empty.contains(name))));
        }
        if (request.ttl() != null && made.isEmpty()) {
            throw VektraException.invalid(
                    app.name() + " owns no add-on that is cloned, so that nothing would end " + request.to(),
                    Text.of(
                            "leave out ",
                            Input.of("ttl"),
                            ", and when it is not needed any more: ",
                            Next.of("apps:destroy").app(request.to())));
        }
        Original original = new Original(app, request.to(), made, app.borrowed(), notes(at, app, seen));
        original.shared()
                .forEach(attachment ->
                        at.owned(attachment.addon()).ifPresent(owned -> original.requireSharable(at, owned)));
        return original;
    }

    private static Set<AddonName> empty(Lookup at, App app, Clone.Request request) {
        if (!request.empty().isEmpty() && !request.withData()) {
            throw VektraException.invalid(
                    Input.of("empty") + " is for clones with data", Text.of("add ", Input.of("with-data")));
        }
        Set<AddonName> empty = new HashSet<>();
        request.empty()
                .forEach(word ->
                        empty.add(new AppWords(at, app).requiredAttachment(word).addon()));
        return empty;
    }

    private static Wanted wanted(Lookup at, Addon addon, Clone.Request request, boolean withData) {
        Lookup.requireReady(addon);
        at.enabled(addon.service());
        Service service = at.providers().of(addon.service()).service();
        service.plan(addon.plan());
        at.spaces().requireCreate(request.to(), addon.service(), addon.plan());
        if (withData && !DataCopy.isPossible(at.providers().of(addon.service()))) {
            throw VektraException.conflict(
                    "the data of " + addon.name() + " cannot be copied: " + addon.service()
                            + " has neither backups nor exports",
                    Text.of("leave that one empty: ", Input.of("empty", addon.name())));
        }
        Create.Request like = new Create.Request(
                request.to(), addon.service(), addon.plan(), null, null, Options.like(addon), null, true, false);
        return new Wanted(addon, like, withData);
    }

    /** Refuses what the plan of an add-on, or the spaces of its owner and the other app, do not allow. */
    void requireSharable(Lookup at, OwnedAddon owned) {
        AppName owner = owned.app();
        Addon addon = owned.addon();
        if (owner != null) {
            Sharing.requireSharable(
                    at,
                    addon,
                    owner,
                    to,
                    () -> VektraException.conflict(
                            addon.name() + " of " + owner + ", which " + app.name()
                                    + " has attached, cannot be shared: it is " + addon.fullPlan(),
                            Text.of(
                                    "detach it, or give " + app.name() + " its own: ",
                                    Next.of("addons:create", addon.fullPlan()).app(app.name()))));
        }
    }

    /** The variables that are the user's own. */
    Map<String, String> variables() {
        return app.userConfig();
    }

    /**
     * What its manifest says, for the other app: without drains and the protection of data.
     *
     * @param ids of the add-ons that are made, by those that they are like
     */
    Declared declared(Map<Id, Id> ids) {
        Declared declared = app.declared();
        List<Declared.Resource> resources = new ArrayList<>();
        for (Declared.Resource one : declared.resources()) {
            boolean owned = app.addons().stream().anyMatch(addon -> addon.id().equals(one.addon()));
            Id addon = owned ? ids.get(one.addon()) : one.addon();
            if (one.wanted()) {
                resources.add(one.of(addon).unguarded());
            }
        }
        return new Declared(
                resources, declared.variables(), declared.required(), declared.programs(), List.of(), false);
    }

    private static List<String> notes(Lookup at, App app, Set<AddonName> seen) {
        List<String> notes = new ArrayList<>();
        for (Drain drain : at.at().drains()) {
            if (app.name().equals(drain.app())) {
                notes.add("the drain " + drain.name() + " takes lines of " + app.name() + " only");
            }
        }
        for (Addon addon : app.addons()) {
            if (!seen.contains(addon.name())) {
                notes.add(addon.name() + " is not attached to " + app.name() + ", and is not cloned");
            }
        }
        app.userConfig().forEach((name, value) -> {
            for (Attachment attachment : app.attachments()) {
                String password = attachment.credentials().password().reveal();
                if (password.length() >= TELLING && value.contains(password)) {
                    notes.add(name + " is copied as it is, and leads to " + attachment.addon() + " of " + app.name());
                }
            }
        });
        return notes;
    }
}
