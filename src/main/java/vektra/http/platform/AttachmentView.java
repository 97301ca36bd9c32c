package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Call;
import vektra.http.request.Seen;
import vektra.json.Json;
import vektra.model.addon.Addon;

/** An attachment as the API shows it. */
final class AttachmentView {
    private final Call call;

    AttachmentView(Call call) {
        this.call = call;
    }

    List<Map<String, @Nullable Object>> all(List<Seen> seen) {
        return seen.stream().map(this::of).toList();
    }

    Map<String, @Nullable Object> of(Seen seen) {
        Addon addon = seen.row().addon();
        String created = seen.attachment().createdAt().toString();
        return Json.map(
                "addon",
                        Json.map(
                                "app", AppView.brief(call.find().owner(seen.row())),
                                "id", addon.id().value(),
                                "name", addon.name().value(),
                                "plan", ServiceView.plan(addon.service(), addon.plan())),
                "addon_service", ServiceView.brief(addon.service()),
                "app", AppView.brief(seen.app()),
                "config_vars", AddonView.vars(List.of(seen.attachment())),
                "created_at", created,
                "id", seen.attachment().id().value(),
                "log_input_url", null,
                "name", seen.attachment().name().value(),
                "namespace", null,
                "primary", call.find().isPrimary(seen),
                "updated_at", created,
                "web_url", AddonView.webUrl(addon.name(), call));
    }
}
