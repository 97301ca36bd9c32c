package vektra.cli;

import static vektra.cli.Topic.ADDONS;
import static vektra.cli.Topic.APPS;
import static vektra.cli.Topic.CONFIG;
import static vektra.cli.Topic.RELEASES;
import static vektra.cli.Topic.SERVICES;
import static vektra.cli.Topic.SETUP;

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
     * @param maker builds it; the argument finds the service that the arguments name, for options that depend on it
     */
    record Entry(Topic topic, String name, String summary, Function<Named, VektraCommand<?>> maker) {}

    /** Finds the service that the arguments of a call name; null when they name none. */
    interface Named {
        @Nullable
        Service service();
    }

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
        add(RELEASES, "releases", "history of an app", named -> new ReleasesList());
        add(RELEASES, "releases:info", "one release", named -> new ReleasesInfo());
        add(RELEASES, "rollback", "bring old variables back", named -> new Rollback());
        add(SETUP, "version", "versions of Vektra, Java and the servers", named -> new Version());
        add(SETUP, "completion", "completion of commands for a shell", named -> new Completion(this));
    }

    private void add(Topic topic, String name, String summary, Function<Named, VektraCommand<?>> maker) {
        table.put(name, new Entry(topic, name, summary, maker));
    }

    @Nullable
    Entry find(String name) {
        return table.get(aliases.getOrDefault(name, name));
    }

    List<String> names() {
        return new ArrayList<>(table.keySet());
    }

    /** The commands of a topic, in the order of the table. */
    List<Entry> of(Topic topic) {
        return table.values().stream().filter(entry -> entry.topic() == topic).toList();
    }

    List<Entry> all() {
        return List.copyOf(table.values());
    }
}
