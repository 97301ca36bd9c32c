package vektra.store;

import vektra.model.AddonName;
import vektra.model.AppName;
import vektra.model.DrainName;
import vektra.model.ServiceName;

/** Where things lie, named from the home. */
final class Paths {
    static final String APPS = "apps";
    static final String ADDONS = "addons";
    static final String SERVICES = "services";
    static final String DRAINS = "drains";
    static final String CLOCK = "clock";
    static final String DUE = "due";
    static final String FOLDERS = "folders";
    static final String BACKUPS = "backups";
    static final String LOG_SETTINGS = "logs.json";
    static final String TOKENS = "tokens.json";
    static final String SPACES = "spaces.json";
    static final String AUDIT = "audit.jsonl";
    static final String JSON = ".json";

    private Paths() {}

    static String app(AppName name) {
        return APPS + "/" + name + JSON;
    }

    static String releases(AppName name) {
        return APPS + "/" + name + ".releases.jsonl";
    }

    static String reservation(AddonName name) {
        return ADDONS + "/" + name;
    }

    static String ownerless(AddonName name) {
        return ADDONS + "/" + name + JSON;
    }

    static String drain(DrainName name) {
        return DRAINS + "/" + name + JSON;
    }

    static String service(ServiceName name) {
        return SERVICES + "/" + name + JSON;
    }
}
