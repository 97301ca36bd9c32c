package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.Service;

/** The command tree: a table of names, of which only the one named is ever built. */
final class Commands {
    /**
     * One command of the table.
     *
     * @param group the heading that help shows it under
     * @param maker builds it; the argument finds the service that the arguments name, for options that depend on it
     */
    record Entry(String group, String name, String summary, Function<Named, VektraCommand<?>> maker) {}

    /** Finds the service that the arguments of a call name; null when they name none. */
    interface Named {
        @Nullable
        Service service();
    }

    private static final String SERVICES = "Services";
    private static final String ADDONS = "Add-ons";
    private static final String APPS = "Apps";
    private static final String CONFIG = "Config and releases";

    private final Map<String, Entry> table = new LinkedHashMap<>();
    private final Map<String, String> aliases = Map.of("addons:list", "addons", "releases:rollback", "rollback");

    Commands() {
        add(SERVICES, "addons:services", "services on offer, with their state", named -> new AddonsServices());
        add(SERVICES, "addons:plans", "plans of a service", named -> new AddonsPlans());
        add(SERVICES, "addons:options", "options of a service", named -> new AddonsOptions());
        add(SERVICES, "addons:enable", "turn a service on", named -> new AddonsEnable(named.service()));
        add(SERVICES, "addons:disable", "turn a service off", named -> new AddonsDisable());
        add(SERVICES, "addons:start", "start a managed server", named -> AddonsTurn.start());
        add(SERVICES, "addons:stop", "stop a managed server", named -> AddonsTurn.stop());
        add(SERVICES, "addons:restart", "restart a managed server", named -> AddonsTurn.restart());
        add(SERVICES, "addons:status", "how a server is doing", named -> new AddonsStatus());
        add(SERVICES, "addons:logs", "last lines that a server logged", named -> new AddonsLogs());
        add(SERVICES, "addons:units", "systemd unit of a managed server", named -> new AddonsUnits());
        add(ADDONS, "addons", "add-ons of an app, or of all", named -> new Addons());
        add(ADDONS, "addons:info", "everything about one add-on", named -> new AddonsInfo());
        add(ADDONS, "addons:bind", "give an app the add-on of a service", named -> new AddonsBind());
        add(ADDONS, "addons:unbind", "detach an add-on; its data stays", named -> new AddonsUnbind());
        add(ADDONS, "addons:destroy", "delete an add-on with its data", named -> new AddonsDestroy());
        add(ADDONS, "addons:connect", "open psql or redis-cli as the app", named -> new AddonsConnect());
        add(APPS, "apps", "all apps", named -> new AppsList());
        add(APPS, "apps:create", "make an app", named -> new AppsCreate());
        add(APPS, "apps:info", "one app", named -> new AppsInfo());
        add(APPS, "apps:rename", "give an app another name", named -> new AppsRename());
        add(APPS, "apps:destroy", "delete an app", named -> new AppsDestroy());
        add(APPS, "run", "run a program with the app's config vars", named -> new Run());
        add(CONFIG, "config", "config vars of an app", named -> new ConfigShow());
        add(CONFIG, "config:get", "value of one config var", named -> new ConfigGet());
        add(CONFIG, "config:set", "set config vars", named -> new ConfigSet());
        add(CONFIG, "config:unset", "take config vars away", named -> new ConfigUnset());
        add(CONFIG, "config:import", "set the config vars of a .env file", named -> new ConfigImport());
        add(CONFIG, "releases", "history of an app", named -> new ReleasesList());
        add(CONFIG, "releases:info", "one release", named -> new ReleasesInfo());
        add(CONFIG, "rollback", "bring old variables back", named -> new Rollback());
    }

    private void add(String group, String name, String summary, Function<Named, VektraCommand<?>> maker) {
        table.put(name, new Entry(group, name, summary, maker));
    }

    @Nullable
    Entry find(String name) {
        return table.get(aliases.getOrDefault(name, name));
    }

    List<String> names() {
        return new ArrayList<>(table.keySet());
    }

    /** The overview: groups with a line a command. */
    String help() {
        StringBuilder text = new StringBuilder("Usage: vektra COMMAND [-a APP] [--json] …\n");
        int width = names().stream().mapToInt(String::length).max().orElse(0) + 2;
        String group = "";
        for (Entry entry : table.values()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                text.append('\n').append(group).append('\n');
            }
            text.append("  ")
                    .append(entry.name())
                    .append(" ".repeat(width - entry.name().length()));
            text.append(entry.summary()).append('\n');
        }
        return text.append("\nvektra COMMAND --help tells more; exit codes: docs/exit-codes.md\n")
                .toString();
    }
}
