package vektra.store.disk;

import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

/** Where things lie, named from the home. */
public final class Paths {
    public static final String APPS = "apps";
    public static final String ADDONS = "addons";
    public static final String SERVICES = "services";
    public static final String DRAINS = "drains";
    static final String CLOCK = "clock";
    static final String DUE = "due";
    static final String FOLDERS = "folders";
    public static final String BACKUPS = "backups";
    public static final String SCHEDULES = "schedules";
    /** Within the backups: what is kept of add-ons that are gone. */
    public static final String DESTROYED = "destroyed";

    public static final String LOG_SETTINGS = "logs.json";
    public static final String TOKENS = "tokens.json";
    public static final String SPACES = "spaces.json";
    public static final String AUDIT = "audit.jsonl";
    public static final String JSON = ".json";
    /** What a history's name ends in. */
    public static final String RELEASES = ".releases.jsonl";

    private Paths() {}

    public static String app(AppName name) {
        return APPS + "/" + name + JSON;
    }

    public static String releases(AppName name) {
        return APPS + "/" + name + RELEASES;
    }

    public static String reservation(AddonName name) {
        return ADDONS + "/" + name;
    }

    public static String ownerless(AddonName name) {
        return ADDONS + "/" + name + JSON;
    }

    public static String drain(DrainName name) {
        return DRAINS + "/" + name + JSON;
    }

    public static String schedule(Id addon) {
        return SCHEDULES + "/" + addon + JSON;
    }

    public static String service(ServiceName name) {
        return SERVICES + "/" + name + JSON;
    }
}
