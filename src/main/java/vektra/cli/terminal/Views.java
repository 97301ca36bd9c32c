package vektra.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.ServiceOption;

/** The JSON shapes that several commands share; secrets only where the caller asked for them. */
public final class Views {
    private Views() {}

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Map<String, @Nullable Object> app(App app) {
        return Json.map(
                "name", app.name().value(),
                "id", app.id().value(),
                "created_at", app.createdAt().toString(),
                "expires_at", Json.time(app.expiresAt()),
                "release", app.release(),
                "addons", app.addons().stream().map(a -> a.name().value()).toList(),
                "attachments",
                        app.attachments().stream().map(a -> a.name().value()).toList());
    }

    public static Map<String, @Nullable Object> addon(
            Addon addon, @Nullable String owner, List<Attachment> attachments) {
        return Json.map(
                "name", addon.name().value(),
                "id", addon.id().value(),
                "service", addon.service().value(),
                "plan", addon.fullPlan(),
                "state", word(addon.state()),
                "app", owner,
                "created_at", addon.createdAt().toString(),
                "expires_at", Json.time(addon.expiresAt()),
                "attachments", attachments.stream().map(Views::attachment).toList());
    }

    public static Map<String, @Nullable Object> row(Inventory.Row row) {
        return addon(row.addon(), row.owner() == null ? null : row.owner().value(), row.attachments());
    }

    public static Map<String, @Nullable Object> attachment(Attachment attachment) {
        return Json.map(
                "name", attachment.name().value(),
                "id", attachment.id().value(),
                "config_vars", attachment.vars().keySet().stream().sorted().toList(),
                "created_at", attachment.createdAt().toString(),
                "retiring",
                        attachment.retiring().stream()
                                .map(old -> Json.map(
                                        "id",
                                        old.id().value(),
                                        "until",
                                        old.until().toString()))
                                .toList());
    }

    public static Map<String, @Nullable Object> release(Release release) {
        return Json.map(
                "version", release.version(),
                "created_at", release.createdAt().toString(),
                "by", release.by(),
                "description", release.description());
    }

    public static Map<String, @Nullable Object> option(ServiceOption option) {
        return Json.map(
                "name", option.name(),
                "default", option.defaultValue(),
                "type", word(option.type()),
                "choices", option.choices(),
                "change", word(option.change()),
                "description", option.description());
    }

    public static Map<String, @Nullable Object> server(Server server) {
        return Json.map(
                "id", server.id(),
                "service", server.service().value(),
                "managed", server.managed(),
                "hosts", server.hosts().stream().map(HostPort::toString).toList(),
                "version", server.version(),
                "source", server.software() == null ? null : server.software().source(),
                "options", new TreeMap<>(server.options()));
    }
}
