package vektra.cli;

import static vektra.cli.Topic.ACTIONS;
import static vektra.cli.Topic.ADDONS;
import static vektra.cli.Topic.API;
import static vektra.cli.Topic.APPS;
import static vektra.cli.Topic.CONFIG;
import static vektra.cli.Topic.LOGS;
import static vektra.cli.Topic.PLANS;
import static vektra.cli.Topic.RELEASES;
import static vektra.cli.Topic.SERVICES;
import static vektra.cli.Topic.SETUP;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Nearest;
import vektra.model.Service;

/** The command tree: a table of names, of which only the one named is ever built. */
final class Commands {
    /**
     * One command of the table.
     *
     */
    record Entry(Topic topic, String name, String summary) {}

    /** Finds the service that the arguments of a call name; null when they name none. */
    interface Named {
        @Nullable
        Service service();
    }

    private final Map<String, Entry> table = new LinkedHashMap<>();
    /** As Heroku's command line has them. */
    private final Map<String, String> aliases = Map.ofEntries(
            Map.entry("addons:list", "addons"),
            Map.entry("addons:add", "addons:create"),
            Map.entry("addons:remove", "addons:destroy"),
            Map.entry("config:add", "config:set"),
            Map.entry("config:remove", "config:unset"),
            Map.entry("create", "apps:create"),
            Map.entry("destroy", "apps:destroy"),
            Map.entry("info", "apps:info"),
            Map.entry("rename", "apps:rename"),
            Map.entry("releases:rollback", "rollback"));

    Commands() {
        add(SERVICES, "addons:services", "available services, with their state");
        add(SERVICES, "addons:options", "options of a service");
        add(SERVICES, "addons:docs", "documentation of a service");
        add(SERVICES, "addons:enable", "enable a service");
        add(SERVICES, "addons:disable", "disable a service");
        add(SERVICES, "addons:start", "start a managed server");
        add(SERVICES, "addons:stop", "stop a managed server");
        add(SERVICES, "addons:restart", "restart a managed server");
        add(SERVICES, "addons:status", "state of a server");
        add(SERVICES, "addons:logs", "last lines that a server logged");
        add(SERVICES, "addons:spares", "create databases in advance for the next binds");
        add(SERVICES, "addons:doctor", "find problems, and fix them");
        add(SERVICES, "addons:units", "print the systemd unit of a managed server");
        add(ADDONS, "addons", "add-ons of an app, or of all");
        add(ADDONS, "addons:info", "everything about one add-on");
        add(ADDONS, "addons:bind", "give an app the add-on of a service");
        add(ADDONS, "addons:unbind", "detach an add-on; its data stays");
        add(ADDONS, "addons:create", "create one more add-on for an app");
        add(ADDONS, "addons:wait", "wait until add-ons are provisioned");
        add(ADDONS, "addons:attach", "attach an existing add-on to an app");
        add(ADDONS, "addons:detach", "remove one attachment");
        add(ADDONS, "addons:promote", "give an add-on the default names");
        add(ADDONS, "addons:rename", "rename an add-on");
        add(ADDONS, "addons:destroy", "delete an add-on with its data");
        add(ACTIONS, "addons:actions", "actions of an add-on");
        add(ACTIONS, "addons:action", "run an action");
        add(ACTIONS, "addons:rotate", "new credentials, then revoke the old");
        add(ACTIONS, "addons:reap", "expire leases and old credentials");
        add(ACTIONS, "addons:connect", "open a client program as the app");
        add(ACTIONS, "addons:open", "web page of an add-on");
        add(PLANS, "addons:plans", "plans of a service");
        add(PLANS, "addons:upgrade", "move an add-on to another plan");
        add(PLANS, "addons:downgrade", "move an add-on to a smaller plan");
        add(PLANS, "plans:tag", "set the tags that a plan requires");
        add(PLANS, "spaces", "spaces and their tags");
        add(PLANS, "spaces:create", "create a space");
        add(PLANS, "spaces:tag", "change the tags of a space");
        add(PLANS, "spaces:destroy", "destroy a space");
        add(LOGS, "drains", "drains of an app");
        add(LOGS, "drains:add", "ship the log lines of one app");
        add(LOGS, "drains:remove", "remove a drain of one app");
        add(LOGS, "drains:info", "everything about one drain");
        add(LOGS, "drains:test", "send a test line");
        add(LOGS, "logs:router", "run the process that ships log lines");
        add(APPS, "apps", "all apps");
        add(APPS, "apps:create", "create an app");
        add(APPS, "apps:info", "one app");
        add(APPS, "apps:rename", "rename an app");
        add(APPS, "apps:destroy", "delete an app");
        add(APPS, "use", "set the app for commands in this folder");
        add(APPS, "run", "run a program with the app's config vars");
        add(LOGS, "logs", "recent log lines of an app");
        add(LOGS, "logs:pipe", "collect what is piped in as log lines");
        add(LOGS, "logs:tail", "collect what is appended to files");
        add(CONFIG, "config", "config vars of an app");
        add(CONFIG, "config:get", "value of one config var");
        add(CONFIG, "config:set", "set config vars");
        add(CONFIG, "config:unset", "unset config vars");
        add(CONFIG, "config:import", "import config vars from a .env file");
        add(RELEASES, "releases", "history of an app");
        add(RELEASES, "releases:info", "one release");
        add(RELEASES, "rollback", "restore the variables of an old release");
        add(API, "server", "serve the HTTP API that the Heroku CLI speaks");
        add(API, "tokens", "tokens of the HTTP API");
        add(API, "tokens:create", "create a token for the HTTP API");
        add(API, "tokens:revoke", "revoke a token");
        add(SETUP, "audit", "list who changed what, and when");
        add(SETUP, "version", "versions of Vektra, Java and the servers");
        add(SETUP, "completion", "completion script for a shell");
    }

    private void add(Topic topic, String name, String summary) {
        table.put(name, new Entry(topic, name, summary));
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
            case "plans:tag" -> new PlansTag();
            case "addons:options" -> new AddonsOptions();
            case "addons:enable" -> enable(named.service());
            case "addons:disable" -> drain(named) != null ? new AddonsDisableDrain() : new AddonsDisable();
            case "addons:start" -> AddonsTurn.start();
            case "addons:stop" -> AddonsTurn.stop();
            case "addons:restart" -> AddonsTurn.restart();
            case "addons:status" -> drain(named) != null ? new DrainsInfo() : new AddonsStatus();
            case "addons:logs" -> new AddonsLogs();
            case "addons:spares" -> new AddonsSpares();
            case "addons:doctor" -> new AddonsDoctor();
            case "addons:units" -> new AddonsUnits();
            case "addons" -> new Addons();
            case "addons:info" -> new AddonsInfo();
            case "addons:bind" -> new AddonsBind();
            case "addons:unbind" -> new AddonsUnbind();
            case "addons:destroy" -> new AddonsDestroy();
            case "addons:create" -> new AddonsCreate();
            case "addons:wait" -> new AddonsWait();
            case "addons:attach" -> new AddonsAttach();
            case "addons:detach" -> new AddonsDetach();
            case "addons:promote" -> new AddonsPromote();
            case "addons:rename" -> new AddonsRename();
            case "addons:upgrade", "addons:downgrade" -> new AddonsChangePlan(entry.name());
            case "addons:actions" -> new AddonsActions();
            case "addons:action" -> new AddonsAction();
            case "addons:docs" -> new AddonsDocs();
            case "addons:open" -> new AddonsOpen();
            case "addons:rotate" -> new AddonsRotate();
            case "addons:reap" -> new AddonsReap();
            case "addons:connect" -> new AddonsConnect();
            case "drains" -> new DrainsList();
            case "drains:add" -> new DrainsAdd(drain(named));
            case "drains:remove" -> new DrainsRemove();
            case "drains:info" -> new DrainsInfo();
            case "drains:test" -> new DrainsTest();
            case "logs:router" -> new LogsRouter();
            case "apps" -> new AppsList();
            case "apps:create" -> new AppsCreate();
            case "apps:info" -> new AppsInfo();
            case "apps:rename" -> new AppsRename();
            case "apps:destroy" -> new AppsDestroy();
            case "spaces" -> new SpacesList();
            case "spaces:create" -> new SpacesCreate();
            case "spaces:tag" -> new SpacesTag();
            case "spaces:destroy" -> new SpacesDestroy();
            case "use" -> new Use();
            case "run" -> new Run();
            case "logs" -> new LogsShow();
            case "logs:pipe" -> new LogsPipe();
            case "logs:tail" -> new LogsTail();
            case "config" -> new ConfigShow();
            case "config:get" -> new ConfigGet();
            case "config:set" -> new ConfigSet();
            case "config:unset" -> new ConfigUnset();
            case "config:import" -> new ConfigImport();
            case "releases" -> new ReleasesList();
            case "releases:info" -> new ReleasesInfo();
            case "rollback" -> new Rollback();
            case "server" -> new ServerRun();
            case "tokens" -> new TokensList();
            case "tokens:create" -> new TokensCreate();
            case "tokens:revoke" -> new TokensRevoke();
            case "audit" -> new AuditList();
            case "version" -> new Version();
            case "completion" -> new Completion(this);
            default -> throw new IllegalStateException("no class for the command " + entry.name());
        };
    }

    private static VektraCommand<?> enable(@Nullable Service service) {
        return service != null && service.shipsLogs() ? new AddonsEnableDrain(service) : new AddonsEnable(service);
    }

    /** The service that ships lines, when the arguments name one. */
    private static @Nullable Service drain(Named named) {
        Service service = named.service();
        return service != null && service.shipsLogs() ? service : null;
    }

    @Nullable
    Entry find(String name) {
        return table.get(aliases.getOrDefault(name, name));
    }

    List<String> names() {
        return new ArrayList<>(table.keySet());
    }

    /** The command that a word most likely means which is none: one mistyped, or without its topic. */
    Optional<String> meant(String word) {
        Optional<String> near = Nearest.to(word, table.keySet());
        int colon = word.lastIndexOf(':');
        if (colon > 0 && Nearest.to(word.substring(0, colon), topics()).isPresent()) {
            return near;
        }
        String last = word.substring(colon + 1);
        return Optional.of("addons:" + last).filter(table::containsKey).or(() -> near);
    }

    private Set<String> topics() {
        return table.keySet().stream().map(name -> name.replaceFirst(":.*", "")).collect(Collectors.toSet());
    }

    /** The commands of a topic, in the order of the table. */
    List<Entry> of(Topic topic) {
        return table.values().stream().filter(entry -> entry.topic() == topic).toList();
    }

    List<Entry> all() {
        return List.copyOf(table.values());
    }
}
