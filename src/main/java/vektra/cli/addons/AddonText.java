package vektra.cli.addons;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.Create;
import vektra.addons.Unbind;
import vektra.addons.core.AddonUse;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Former;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Action;
import vektra.model.text.Input;
import vektra.model.text.Shown;

/** How the commands that attach and detach add-ons print what they did. */
final class AddonText {
    private AddonText() {}

    static void created(Create.Created made, Output out) {
        Addon addon = made.addon();
        String what = addon.name() + " (" + addon.fullPlan() + ")";
        String seen = made.app().name() + " as " + made.attachment().name();
        if (!made.changed().isEmpty()) {
            out.line("Changed " + what + ": "
                    + made.changed().entrySet().stream()
                            .map(option ->
                                    Input.of(option.getKey(), option.getValue()).toString())
                            .collect(Collectors.joining(", ")));
            return;
        }
        if (made.already()) {
            out.line("Nothing to do: " + what + " is already attached to " + seen);
            return;
        }
        out.line((addon.isReady() ? "Created " : "Creating ") + what + " for " + seen);
        if (addon.isReady()) {
            set(made.app(), made.attachment(), out);
        } else {
            out.line("Provisioning in the background; config vars are set when ready");
            out.next("Next: vektra addons:wait " + addon.name());
        }
        if (addon.expiresAt() != null) {
            out.line("Expires with its data at " + Shown.time(addon.expiresAt()));
        }
    }

    /** The variables that an attachment set. */
    static void set(App app, Attachment attachment, Output out) {
        String names = String.join(", ", app.standing(attachment));
        out.line((names.isEmpty() ? "Set nothing" : "Set " + names) + " (v" + app.release() + ")");
    }

    static void detached(Unbind.Unbound result, String done, Output out) {
        Attachment attachment = result.attachment();
        if (attachment != null) {
            String names = attachment.vars().keySet().stream()
                    .filter(name -> !result.app().config().containsKey(name))
                    .collect(Collectors.joining(", "));
            out.line(done + attachment.addon() + " from " + result.app().name() + " (" + attachment.name()
                    + "); its data stays");
            out.line((names.isEmpty() ? "Unset nothing" : "Unset " + names) + " (v"
                    + result.app().release() + ")");
        }
    }

    /** The app, when an attachment that came or went has variables; null for none of both. */
    static List<AppName> changed(App app, @Nullable Attachment attachment) {
        return attachment == null || attachment.vars().isEmpty() ? List.of() : List.of(app.name());
    }

    /** The same for a new add-on: an app without other variables is new as well. */
    static List<AppName> added(App app, Attachment attachment) {
        return attachment.vars().keySet().containsAll(app.config().keySet()) ? List.of() : changed(app, attachment);
    }

    static Object json(Unbind.Unbound result) {
        return Json.map(
                "app",
                result.app().name().value(),
                "release",
                result.app().release(),
                "changed",
                result.attachment() != null,
                "attachment",
                result.attachment() == null ? null : Views.attachment(result.attachment()));
    }

    /** Such as {@code SHARED_DB on worker}. */
    static String elsewhere(List<AddonUse> uses) {
        return uses.isEmpty()
                ? "-"
                : uses.stream()
                        .map(use -> use.attachment().name() + " on " + use.app())
                        .collect(Collectors.joining(", "));
    }

    static Object uses(List<AddonUse> uses) {
        return uses.stream()
                .map(use -> Json.map(
                        "app", use.app().value(),
                        "name", use.attachment().name().value(),
                        "id", use.attachment().id().value()))
                .toList();
    }

    static @Nullable Object former(@Nullable Former former) {
        return former == null
                ? null
                : Json.map("plan", former.plan(), "until", former.until().toString());
    }

    static Object action(Action action) {
        return Json.map(
                "name", action.name(),
                "description", action.description(),
                "read_only", action.readOnly(),
                "destructive", action.destructive(),
                "params", action.params().stream().map(Views::option).toList());
    }

    /** An attachment that an app has now, of an add-on of its own or, as far as it knows, of another app. */
    static Object json(App app, Addon addon, Attachment attachment, boolean changed) {
        boolean own = app.addon(addon.name()).isPresent();
        return json(app, addon, own ? app.name().value() : null, attachment, changed);
    }

    static Object json(App app, Addon addon, @Nullable String owner, Attachment attachment, boolean changed) {
        return Json.map(
                "app", app.name().value(),
                "release", app.release(),
                "changed", changed,
                "attachment", Views.attachment(attachment),
                "addon", Views.addon(addon, owner, List.of(attachment)));
    }
}
