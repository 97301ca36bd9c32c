package vektra.http.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.services.Catalogue;
import vektra.http.request.Call;
import vektra.http.request.Seen;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Former;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;

/** An add-on as the API shows it, always with its service, its plan and its config vars. */
final class AddonView {
    private final Call call;

    AddonView(Call call) {
        this.call = call;
    }

    List<Map<String, @Nullable Object>> all(List<Inventory.Row> rows) {
        return rows.stream().map(this::of).toList();
    }

    /** One as lists show it. */
    Map<String, @Nullable Object> of(Inventory.Row row) {
        Addon addon = row.addon();
        App owner = call.find().owner(row);
        return Json.map(
                "addon_service", ServiceView.brief(addon.service()),
                "app", AppView.brief(owner),
                "billed_price", ServiceView.price(),
                "billing_entity", AppView.brief(owner),
                "config_vars", vars(row.attachments()),
                "created_at", addon.createdAt().toString(),
                "expires_at", Json.time(addon.expiresAt()),
                "id", addon.id().value(),
                "name", addon.name().value(),
                "plan", ServiceView.plan(addon.service(), addon.plan()),
                "primary", primary(row),
                "provider_id", addon.resource().id().value(),
                "provision_message", "",
                "state", state(addon),
                "state_description", "",
                "updated_at", addon.createdAt().toString(),
                "web_url", webUrl(addon.name(), call));
    }

    /** Whether an app finds it under the service's usual name. */
    private boolean primary(Inventory.Row row) {
        AttachmentName usual =
                call.verbs().catalogue().describe(row.addon().service()).attachment();
        return row.attachments().stream()
                .anyMatch(attachment -> attachment.name().equals(usual));
    }

    /** One by itself, with who has it attached and what can be done with it. */
    Map<String, @Nullable Object> detailed(Inventory.Row row) {
        Map<String, @Nullable Object> view = of(row);
        List<Seen> attachments = call.find().attachments(row);
        String url = actions(row, attachments);
        view.put(
                "actions",
                call.verbs().catalogue().describe(row.addon().service()).actions().stream()
                        .map(action -> ServiceView.action(action, url == null ? null : url + action.name()))
                        .toList());
        view.put(
                "attached_to",
                attachments.stream()
                        .map(seen -> Json.map(
                                "attachment", seen.attachment().name().value(),
                                "id", seen.app().id().value(),
                                "name", seen.app().name().value(),
                                "owner", seen.app().name().equals(row.owner())))
                        .toList());
        Former former = row.addon().former();
        view.put(
                "former",
                former == null
                        ? null
                        : Json.map(
                                "plan", former.plan(), "until", former.until().toString()));
        view.put("limits", limits(row.addon()));
        view.put("backups", BackupState.of(call, row));
        return view;
    }

    /** Where its actions are: of its owner, or of an app of the token that has it; null where no app has it. */
    private @Nullable String actions(Inventory.Row row, List<Seen> attachments) {
        AppName app = row.owner();
        if (!call.reach().isOwn(row)) {
            app = attachments.get(0).app().name();
        }
        return app == null ? null : "/apps/" + app + "/addons/" + row.addon().name() + "/actions/";
    }

    /** What bounds it now, by option: on a server of its own that server's, else what its plan has here. */
    private Map<String, String> limits(Addon addon) {
        Catalogue catalogue = call.verbs().catalogue();
        if (addon.server() != null) {
            return Catalogue.limits(
                    catalogue.describe(addon.service()).plan(addon.plan()),
                    addon.server().options());
        }
        return catalogue.plans(addon.service()).stream()
                .filter(offer -> offer.plan().name().equals(addon.plan()))
                .findFirst()
                .map(Catalogue.PlanOffer::limits)
                .orElse(Map.of());
    }

    /** Heroku knows no failed add-on; of its words this is the one that its CLI shows as an error. */
    static String state(Addon addon) {
        return addon.state() == Addon.State.FAILED
                ? "deprovisioned"
                : addon.state().name().toLowerCase(Locale.ROOT);
    }

    static List<String> vars(List<Attachment> attachments) {
        return attachments.stream()
                .flatMap(attachment -> attachment.vars().keySet().stream())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    static String webUrl(AddonName addon, Call call) {
        return call.base() + "/#/addons/" + addon;
    }
}
