package vektra.http.mcp;

import java.util.List;

/**
 * A route that assistants are offered.
 *
 * @param tool what they call it: as the command that does the same, where there is one
 * @param secret whether its answer can hold secrets, which can then be asked for
 */
record RouteOffer(String tool, String method, String path, boolean secret) {
    private static final String APP = "/apps/{app}";
    private static final String ADDON = APP + "/addons/{addon}";

    /** All of them. What is missing runs programs, gives secrets alone, or has answers of another kind. */
    static final List<RouteOffer> ALL = List.of(
            of("addons_services", "GET", "/addon-services"),
            of("addons_plans", "GET", "/addon-services/{service}/plans"),
            of("addons_status", "GET", "/server-states"),
            of("apps", "GET", "/apps"),
            of("apps_info", "GET", APP),
            of("addons", "GET", "/addons"),
            of("addons_of_app", "GET", APP + "/addons"),
            of("addons_info", "GET", "/addons/{addon}"),
            secret("addons_config", "/addons/{addon}/config"),
            of("addons_actions", "GET", ADDON + "/actions"),
            of("attachments", "GET", APP + "/addon-attachments"),
            secret("config", APP + "/config-vars"),
            of("config_notes", "GET", APP + "/config-vars/notes"),
            of("releases", "GET", APP + "/releases"),
            secret("drains", APP + "/log-drains"),
            of("backups", "GET", "/client/v11/apps/{app}/transfers"),
            of("monitors_states", "GET", "/monitors/states"),
            of("audit", "GET", "/audit"),
            of("apps_create", "POST", "/apps"),
            of("apps_rename", "PATCH", APP),
            of("apps_destroy", "DELETE", APP),
            of("addons_create", "POST", APP + "/addons"),
            of("addons_change", "PATCH", ADDON),
            of("addons_destroy", "DELETE", ADDON),
            of("addons_action", "POST", ADDON + "/actions/{action}"),
            of("addons_attach", "POST", APP + "/addon-attachments"),
            of("addons_detach", "DELETE", APP + "/addon-attachments/{attachment}"),
            of("addons_promote", "PATCH", APP + "/addon-attachments/{attachment}"),
            of("config_change", "PATCH", APP + "/config-vars"),
            of("rollback", "POST", APP + "/releases"),
            of("drains_add", "POST", APP + "/log-drains"),
            of("drains_remove", "DELETE", APP + "/log-drains/{drain}"));

    private static RouteOffer of(String tool, String method, String path) {
        return new RouteOffer(tool, method, path, false);
    }

    private static RouteOffer secret(String tool, String path) {
        return new RouteOffer(tool, "GET", path, true);
    }

    boolean changes() {
        return !method.equals("GET");
    }
}
