package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.Service;

/** The command tree: a table of names, of which only the one named is ever built. */
final class Commands {
    /**
     * One command of the table.
     *
     * @param group the heading that help shows it under
     */
    record Entry(String group, String name, String summary) {}

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
        add(SERVICES, "addons:services", "services on offer, with their state");
        add(SERVICES, "addons:plans", "plans of a service");
        add(SERVICES, "addons:options", "options of a service");
        add(SERVICES, "addons:enable", "turn a service on");
        add(SERVICES, "addons:disable", "turn a service off");
        add(SERVICES, "addons:start", "start a managed server");
        add(SERVICES, "addons:stop", "stop a managed server");
        add(SERVICES, "addons:restart", "restart a managed server");
        add(SERVICES, "addons:status", "how a server is doing");
        add(SERVICES, "addons:logs", "last lines that a server logged");
        add(SERVICES, "addons:units", "systemd unit of a managed server");
        add(ADDONS, "addons", "add-ons of an app, or of all");
        add(ADDONS, "addons:info", "everything about one add-on");
        add(ADDONS, "addons:bind", "give an app the add-on of a service");
        add(ADDONS, "addons:unbind", "detach an add-on; its data stays");
        add(ADDONS, "addons:destroy", "delete an add-on with its data");
        add(ADDONS, "addons:connect", "open psql or redis-cli as the app");
        add(APPS, "apps", "all apps");
        add(APPS, "apps:create", "make an app");
        add(APPS, "apps:info", "one app");
        add(APPS, "apps:rename", "give an app another name");
        add(APPS, "apps:destroy", "delete an app");
        add(APPS, "run", "run a program with the app's config vars");
        add(CONFIG, "config", "config vars of an app");
        add(CONFIG, "config:get", "value of one config var");
        add(CONFIG, "config:set", "set config vars");
        add(CONFIG, "config:unset", "take config vars away");
        add(CONFIG, "config:import", "set the config vars of a .env file");
        add(CONFIG, "releases", "history of an app");
        add(CONFIG, "releases:info", "one release");
        add(CONFIG, "rollback", "bring old variables back");
    }

    private void add(String group, String name, String summary) {
        table.put(name, new Entry(group, name, summary));
    }

    /**
     * Builds the command of an entry. A switch, since a table of lambdas would link each of them at every start.
     *
     * @param named finds the service that the arguments name, for options that depend on it
     */
    VektraCommand<?> make(Entry entry, Named named) {
        return switch (entry.name()) {
            case "addons:services" -> new AddonsServices();
            case "addons:plans" -> new AddonsPlans();
            case "addons:options" -> new AddonsOptions();
            case "addons:enable" -> new AddonsEnable(named.service());
            case "addons:disable" -> new AddonsDisable();
            case "addons:start" -> AddonsTurn.start();
            case "addons:stop" -> AddonsTurn.stop();
            case "addons:restart" -> AddonsTurn.restart();
            case "addons:status" -> new AddonsStatus();
            case "addons:logs" -> new AddonsLogs();
            case "addons:units" -> new AddonsUnits();
            case "addons" -> new Addons();
            case "addons:info" -> new AddonsInfo();
            case "addons:bind" -> new AddonsBind();
            case "addons:unbind" -> new AddonsUnbind();
            case "addons:destroy" -> new AddonsDestroy();
            case "addons:connect" -> new AddonsConnect();
            case "apps" -> new AppsList();
            case "apps:create" -> new AppsCreate();
            case "apps:info" -> new AppsInfo();
            case "apps:rename" -> new AppsRename();
            case "apps:destroy" -> new AppsDestroy();
            case "run" -> new Run();
            case "config" -> new ConfigShow();
            case "config:get" -> new ConfigGet();
            case "config:set" -> new ConfigSet();
            case "config:unset" -> new ConfigUnset();
            case "config:import" -> new ConfigImport();
            case "releases" -> new ReleasesList();
            case "releases:info" -> new ReleasesInfo();
            case "rollback" -> new Rollback();
            default -> throw new IllegalStateException("nobody makes the command " + entry.name());
        };
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
