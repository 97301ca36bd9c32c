package vektra.store.disk;

import java.util.Set;
import java.util.regex.Pattern;
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
    public static final String DUE = "due";
    static final String FOLDERS = "folders";
    public static final String BACKUPS = "backups";
    public static final String SCHEDULES = "schedules";
    /** Within the backups: what is kept of add-ons that are gone. */
    public static final String DESTROYED = "destroyed";

    public static final String LOG_SETTINGS = "logs.json";
    /** What another home sent, until it is unpacked. */
    public static final String IMPORT = "import";
    /** Names the folder that the home moves to. */
    static final String MOVING = "moving";

    public static final String JOURNAL = "journal";
    public static final String HOME = "home.json";
    public static final String KEYS = "keys.json";
    public static final String TOKENS = "tokens.json";
    public static final String SPACES = "spaces.json";
    public static final String AUDIT = "audit.jsonl";
    public static final String JSON = ".json";
    /** What a history's name ends in. */
    public static final String RELEASES = ".releases.jsonl";

    /** By which processes wait for each other. */
    static final String LOCK = "lock";

    /** Everything that Vektra writes into a home, by its name there; docs/app-config-store.md says what each is. */
    private static final Set<String> OURS = Set.of(
            APPS,
            ADDONS,
            SERVICES,
            DRAINS,
            CLOCK,
            DUE,
            FOLDERS,
            BACKUPS,
            SCHEDULES,
            IMPORT,
            MOVING,
            JOURNAL,
            HOME,
            KEYS,
            LOG_SETTINGS,
            TOKENS,
            SPACES,
            AUDIT,
            LOCK,
            // of other rooms
            "bindings",
            "cache",
            "figures",
            "http",
            "logs",
            "monitors",
            "router.pid",
            "servers",
            "tls");

    private static final Pattern ALSO_OURS = Pattern.compile("audit-[^/]+\\.jsonl|\\.tmp-[^/]+");

    private Paths() {}

    /** Whether Vektra wrote what is called so in a home. */
    static boolean isOurs(String name) {
        return OURS.contains(name) || ALSO_OURS.matcher(name).matches();
    }

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
