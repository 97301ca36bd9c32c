package vektra.cli.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.resources.Resources;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.Masked;

/**
 * A resource as it is shown.
 *
 * @param plan null where it is the user's own, and so is the add-on
 * @param url null where it has none; without its password unless that is to be revealed
 * @param options of its own server, sorted; empty where it shares one
 */
record ResourceRow(
        String name,
        String type,
        @Nullable String plan,
        @Nullable String addon,
        String status,
        @Nullable String url,
        Map<String, String> options,
        List<AppName> apps) {

    static ResourceRow of(Resources.Named resource, boolean reveal) {
        Addon addon = resource.addon();
        return new ResourceRow(
                resource.name(),
                addon.service().value(),
                addon.fullPlan(),
                addon.name().value(),
                status(addon.state()),
                url(resource.url(), reveal),
                options(addon.server()),
                resource.apps());
    }

    /** One that the user has elsewhere. */
    static ResourceRow of(Resources.External resource, boolean reveal) {
        return new ResourceRow(
                resource.name(),
                resource.service().value(),
                null,
                null,
                "external",
                url(resource.url(), reveal),
                Map.of(),
                List.of(resource.app()));
    }

    /** In Convox's words. */
    private static String status(Addon.State state) {
        return switch (state) {
            case PROVISIONED -> "running";
            case PROVISIONING -> "creating";
            case DEPROVISIONING -> "deleting";
            case FAILED -> "failed";
        };
    }

    private static @Nullable String url(@Nullable String url, boolean reveal) {
        return url == null || reveal ? url : Masked.value("", url);
    }

    private static Map<String, String> options(@Nullable Server server) {
        Map<String, String> shown = new LinkedHashMap<>();
        if (server != null) {
            server.options().entrySet().stream()
                    .filter(option -> !option.getValue().isEmpty())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(option -> shown.put(option.getKey(), Masked.value(option.getKey(), option.getValue())));
        }
        return shown;
    }

    String shownUrl() {
        return url == null ? "" : url;
    }

    Map<String, @Nullable Object> json() {
        return Json.map(
                "name",
                name,
                "type",
                type,
                "plan",
                plan,
                "addon",
                addon,
                "status",
                status,
                "url",
                url,
                "options",
                options,
                "apps",
                apps.stream().map(AppName::value).toList());
    }
}
