package vektra.http.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inspect;
import vektra.addons.Inventory;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.http.request.Refusal;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.service.HostPort;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.Text;

/** A database as Heroku's data services show it. */
final class DataView {
    private DataView() {}

    /** With what its server says of it. */
    static Map<String, @Nullable Object> of(Call call, Inventory.Row row, Inspect.Details details) {
        Addon addon = row.addon();
        List<Object> info = new ArrayList<>();
        info.add(line("Plan", addon.fullPlan()));
        Text problem = details.problem();
        info.add(line("Status", problem == null ? "Available" : call.say(problem)));
        info.add(line("Version", details.server().version()));
        info.add(line(
                "Server",
                String.join(
                        ", ",
                        details.server().hosts().stream()
                                .map(HostPort::toString)
                                .toList())));
        info.add(line("Created", Shown.time(addon.createdAt())));
        if (details.observation() != null) {
            details.observation()
                    .figures()
                    .forEach((label, figure) -> info.add(line(capital(label), shown(call, figure))));
        }
        return Json.map(
                "addon_id",
                addon.id().value(),
                "created_at",
                addon.createdAt().toString(),
                "following",
                null,
                "forked_from",
                null,
                "info",
                info,
                "leader",
                null,
                "name",
                addon.name().value(),
                "plan",
                addon.fullPlan(),
                "resource_url",
                url(row).orElse(""),
                "waiting?",
                !addon.isReady());
    }

    private static String shown(Call call, Figure figure) {
        return figure.value() instanceof Text text ? call.say(text) : figure.shown();
    }

    private static Object line(String name, String value) {
        return Json.map("name", name, "values", List.of(value));
    }

    private static String capital(String label) {
        return label.isEmpty() ? label : Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /** The URL of the first attachment: the owner's, or that of an app of the token. */
    private static Optional<String> url(Inventory.Row row) {
        for (Attachment attachment : row.attachments()) {
            String url = attachment.vars().get(attachment.name() + "_URL");
            if (url != null) {
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }

    static Map<String, @Nullable Object> waiting(Addon addon) {
        Map<String, @Nullable Object> view = Json.map(
                "message",
                switch (addon.state()) {
                    case PROVISIONING -> "being created";
                    case PROVISIONED -> "available";
                    case DEPROVISIONING -> "being deleted";
                    case FAILED -> "could not be created";
                },
                "waiting?",
                addon.state() == Addon.State.PROVISIONING);
        if (addon.state() == Addon.State.FAILED) {
            view.put("error?", true);
        }
        return view;
    }

    /** What the owner, or an app of the token, logs in with; Heroku calls it {@code default}. */
    static Map<String, @Nullable Object> credentials(Inventory.Row row) {
        URI url = URI.create(url(row).orElseThrow(() -> Refusal.notFound("credential", "credential")));
        String[] login = (url.getUserInfo() == null ? ":" : url.getUserInfo()).split(":", 2);
        return Json.map(
                "name", "default",
                "state", "active",
                "uuid", DerivedId.of("credential", row.addon().id().value()),
                "database", url.getPath().substring(1),
                "host", url.getHost(),
                "port", url.getPort(),
                "credentials",
                        List.of(Json.map("user", login[0], "password", login[login.length - 1], "state", "active")));
    }
}
