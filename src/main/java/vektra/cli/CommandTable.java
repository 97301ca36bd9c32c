package vektra.cli;

import static vektra.cli.Topic.ACTIONS;
import static vektra.cli.Topic.ADDONS;
import static vektra.cli.Topic.API;
import static vektra.cli.Topic.APPS;
import static vektra.cli.Topic.BACKUPS;
import static vektra.cli.Topic.CONFIG;
import static vektra.cli.Topic.LOGS;
import static vektra.cli.Topic.MONITORS;
import static vektra.cli.Topic.PLANS;
import static vektra.cli.Topic.RELEASES;
import static vektra.cli.Topic.RESOURCES;
import static vektra.cli.Topic.SERVICES;
import static vektra.cli.Topic.SETUP;
import static vektra.cli.Trait.BECOMES_A_PROGRAM;
import static vektra.cli.Trait.LASTING;
import static vektra.cli.Trait.QUICK;
import static vektra.cli.Trait.READING;
import static vektra.cli.Trait.SERVES;
import static vektra.cli.Trait.WAITING;

import org.jspecify.annotations.Nullable;
import vektra.cli.addons.Addons;
import vektra.cli.addons.AddonsAction;
import vektra.cli.addons.AddonsActions;
import vektra.cli.addons.AddonsAttach;
import vektra.cli.addons.AddonsBind;
import vektra.cli.addons.AddonsChangePlan;
import vektra.cli.addons.AddonsConnect;
import vektra.cli.addons.AddonsCreate;
import vektra.cli.addons.AddonsDestroy;
import vektra.cli.addons.AddonsDetach;
import vektra.cli.addons.AddonsExport;
import vektra.cli.addons.AddonsImport;
import vektra.cli.addons.AddonsInfo;
import vektra.cli.addons.AddonsOpen;
import vektra.cli.addons.AddonsPromote;
import vektra.cli.addons.AddonsProxy;
import vektra.cli.addons.AddonsReap;
import vektra.cli.addons.AddonsRename;
import vektra.cli.addons.AddonsRotate;
import vektra.cli.addons.AddonsUnbind;
import vektra.cli.addons.AddonsWait;
import vektra.cli.alerts.AlertsAdd;
import vektra.cli.alerts.AlertsList;
import vektra.cli.alerts.AlertsRemove;
import vektra.cli.alerts.AlertsTest;
import vektra.cli.apps.AppsClone;
import vektra.cli.apps.AppsCreate;
import vektra.cli.apps.AppsDestroy;
import vektra.cli.apps.AppsInfo;
import vektra.cli.apps.AppsList;
import vektra.cli.apps.AppsRename;
import vektra.cli.apps.ReleasesInfo;
import vektra.cli.apps.ReleasesList;
import vektra.cli.apps.Rollback;
import vektra.cli.apps.Run;
import vektra.cli.apps.Up;
import vektra.cli.apps.Use;
import vektra.cli.backups.BackupsDelete;
import vektra.cli.backups.BackupsDownload;
import vektra.cli.backups.BackupsInfo;
import vektra.cli.backups.BackupsList;
import vektra.cli.backups.BackupsNow;
import vektra.cli.backups.BackupsRestore;
import vektra.cli.backups.BackupsVerify;
import vektra.cli.command.Command;
import vektra.cli.compose.ComposeProvider;
import vektra.cli.config.ConfigGet;
import vektra.cli.config.ConfigImport;
import vektra.cli.config.ConfigSet;
import vektra.cli.config.ConfigShow;
import vektra.cli.config.ConfigUnset;
import vektra.cli.keys.Decrypt;
import vektra.cli.keys.Encrypt;
import vektra.cli.keys.KeysRewrap;
import vektra.cli.keys.KeysRotate;
import vektra.cli.logs.DrainsAdd;
import vektra.cli.logs.DrainsInfo;
import vektra.cli.logs.DrainsList;
import vektra.cli.logs.DrainsRemove;
import vektra.cli.logs.DrainsTest;
import vektra.cli.logs.LogsPipe;
import vektra.cli.logs.LogsRouter;
import vektra.cli.logs.LogsShow;
import vektra.cli.logs.LogsTail;
import vektra.cli.manifest.ResourcesApply;
import vektra.cli.manifest.ResourcesExportManifest;
import vektra.cli.monitors.CanariesCreate;
import vektra.cli.monitors.CanariesDestroy;
import vektra.cli.monitors.CanariesList;
import vektra.cli.monitors.CanariesRecycle;
import vektra.cli.monitors.MonitorsCreate;
import vektra.cli.monitors.MonitorsDashboard;
import vektra.cli.monitors.MonitorsDeploy;
import vektra.cli.monitors.MonitorsDoctor;
import vektra.cli.monitors.MonitorsList;
import vektra.cli.monitors.MonitorsLogs;
import vektra.cli.monitors.MonitorsMaintenance;
import vektra.cli.monitors.MonitorsMetrics;
import vektra.cli.monitors.MonitorsProcfile;
import vektra.cli.monitors.MonitorsPs;
import vektra.cli.monitors.MonitorsRun;
import vektra.cli.monitors.MonitorsScale;
import vektra.cli.monitors.MonitorsSetup;
import vektra.cli.monitors.MonitorsSlo;
import vektra.cli.monitors.MonitorsStart;
import vektra.cli.monitors.MonitorsTeardown;
import vektra.cli.monitors.MonitorsUptime;
import vektra.cli.plans.AddonsPlans;
import vektra.cli.plans.PlansTag;
import vektra.cli.plans.SpacesCreate;
import vektra.cli.plans.SpacesDestroy;
import vektra.cli.plans.SpacesList;
import vektra.cli.plans.SpacesTag;
import vektra.cli.resources.ResourcesConsole;
import vektra.cli.resources.ResourcesCreate;
import vektra.cli.resources.ResourcesDelete;
import vektra.cli.resources.ResourcesInfo;
import vektra.cli.resources.ResourcesLink;
import vektra.cli.resources.ResourcesList;
import vektra.cli.resources.ResourcesOptions;
import vektra.cli.resources.ResourcesTypes;
import vektra.cli.resources.ResourcesUpdate;
import vektra.cli.resources.ResourcesUrl;
import vektra.cli.schedules.BackupsRun;
import vektra.cli.schedules.BackupsSchedule;
import vektra.cli.schedules.BackupsSchedules;
import vektra.cli.schedules.BackupsUnschedule;
import vektra.cli.server.AuditList;
import vektra.cli.server.HomeDestroy;
import vektra.cli.server.ServerRun;
import vektra.cli.server.TokensCreate;
import vektra.cli.server.TokensList;
import vektra.cli.server.TokensRevoke;
import vektra.cli.server.Version;
import vektra.cli.services.AddonsDisable;
import vektra.cli.services.AddonsDisableDrain;
import vektra.cli.services.AddonsDocs;
import vektra.cli.services.AddonsDoctor;
import vektra.cli.services.AddonsEnable;
import vektra.cli.services.AddonsEnableDrain;
import vektra.cli.services.AddonsLogs;
import vektra.cli.services.AddonsOptions;
import vektra.cli.services.AddonsServices;
import vektra.cli.services.AddonsSpares;
import vektra.cli.services.AddonsStatus;
import vektra.cli.services.AddonsTurn;
import vektra.cli.services.AddonsUnits;
import vektra.model.service.Service;

/**
 * Every command, declared once: its topic in help, its name, its summary, what is special about it, and how it is built.
 * Rows are asked one after the other, since a table of lambdas would link each of them at every start.
 */
class CommandTable {
    /** The command of the row that is wanted; null when no row is. */
    @Nullable
    Command command(Row row) {
        if (row.is(SERVICES, "addons:services", "available services, with their state", QUICK))
            return new AddonsServices();
        if (row.is(SERVICES, "addons:options", "options of a service", QUICK)) return new AddonsOptions();
        if (row.is(SERVICES, "addons:docs", "documentation of a service")) return new AddonsDocs();
        if (row.is(SERVICES, "addons:enable", "enable a service")) return enable(row.service());
        if (row.is(SERVICES, "addons:disable", "disable a service"))
            return drain(row) != null ? new AddonsDisableDrain() : new AddonsDisable();
        if (row.is(SERVICES, "addons:start", "start a managed server")) return AddonsTurn.start();
        if (row.is(SERVICES, "addons:stop", "stop a managed server")) return AddonsTurn.stop();
        if (row.is(SERVICES, "addons:restart", "restart a managed server")) return AddonsTurn.restart();
        if (row.is(SERVICES, "addons:status", "state of a server"))
            return drain(row) != null ? new DrainsInfo() : new AddonsStatus();
        if (row.is(SERVICES, "addons:logs", "last lines that a server logged")) return new AddonsLogs();
        if (row.is(SERVICES, "addons:spares", "create databases in advance for the next binds"))
            return new AddonsSpares();
        if (row.is(SERVICES, "addons:doctor", "find problems, and fix them")) return new AddonsDoctor();
        if (row.is(SERVICES, "monitors:doctor", "what keeps monitors from working")) return new MonitorsDoctor();
        if (row.is(SERVICES, "addons:units", "print the systemd unit of a managed server")) return new AddonsUnits();
        if (row.is(ADDONS, "addons", "add-ons of an app, or of all", QUICK)) return new Addons();
        if (row.is(ADDONS, "addons:info", "everything about one add-on")) return new AddonsInfo();
        if (row.is(ADDONS, "addons:bind", "give an app the add-on of a service")) return new AddonsBind();
        if (row.is(ADDONS, "addons:unbind", "detach an add-on; its data stays")) return new AddonsUnbind();
        if (row.is(ADDONS, "addons:create", "create one more add-on for an app")) return new AddonsCreate();
        if (row.is(ADDONS, "addons:wait", "wait until add-ons are provisioned")) return new AddonsWait();
        if (row.is(ADDONS, "addons:attach", "attach an existing add-on to an app")) return new AddonsAttach();
        if (row.is(ADDONS, "addons:detach", "remove one attachment")) return new AddonsDetach();
        if (row.is(ADDONS, "addons:promote", "give an add-on the default names")) return new AddonsPromote();
        if (row.is(ADDONS, "addons:rename", "rename an add-on")) return new AddonsRename();
        if (row.is(ADDONS, "addons:destroy", "delete an add-on with its data")) return new AddonsDestroy();
        if (row.is(ADDONS, "resources:apply", "apply a manifest to an app")) return new ResourcesApply();
        if (row.is(ADDONS, "resources:export-manifest", "print the manifest of an app as it stands"))
            return new ResourcesExportManifest();
        if (row.is(ACTIONS, "addons:actions", "actions of an add-on")) return new AddonsActions();
        if (row.is(ACTIONS, "addons:action", "run an action")) return new AddonsAction();
        if (row.is(BACKUPS, "backups:schedule", "make backups automatically")) return new BackupsSchedule();
        if (row.is(BACKUPS, "backups:schedules", "schedules of backups")) return new BackupsSchedules();
        if (row.is(BACKUPS, "backups:unschedule", "end a schedule of backups")) return new BackupsUnschedule();
        if (row.is(BACKUPS, "backups:run", "make the backups whose time has come")) return new BackupsRun();
        if (row.is(ACTIONS, "addons:rotate", "new credentials, then revoke the old")) return new AddonsRotate();
        if (row.is(ACTIONS, "addons:reap", "expire leases and old credentials")) return new AddonsReap();
        if (row.is(ACTIONS, "addons:connect", "open a client program as the app", BECOMES_A_PROGRAM))
            return new AddonsConnect();
        if (row.is(ACTIONS, "addons:proxy", "forward a local port to a server", LASTING)) return new AddonsProxy(false);
        if (row.is(ACTIONS, "addons:export", "write all data to a file")) return new AddonsExport(false);
        if (row.is(ACTIONS, "addons:import", "import data from a file")) return new AddonsImport(false);
        if (row.is(ACTIONS, "addons:open", "web page of an add-on")) return new AddonsOpen();
        if (row.is(BACKUPS, "backups", "backups of an app, or of all", QUICK)) return new BackupsList();
        if (row.is(BACKUPS, "backups:now", "make a backup of an add-on")) return new BackupsNow();
        if (row.is(BACKUPS, "backups:info", "one backup", QUICK)) return new BackupsInfo();
        if (row.is(BACKUPS, "backups:verify", "read a backup to its end and check it", QUICK))
            return new BackupsVerify();
        if (row.is(BACKUPS, "backups:download", "write a copy of a backup to a file", QUICK))
            return new BackupsDownload();
        if (row.is(BACKUPS, "backups:restore", "replace an add-on's data with a backup")) return new BackupsRestore();
        if (row.is(BACKUPS, "backups:delete", "delete a backup", QUICK)) return new BackupsDelete();
        if (row.is(RESOURCES, "resources", "resources of an app, or of the rack", QUICK)) return new ResourcesList();
        if (row.is(RESOURCES, "resources:types", "types of resources", QUICK)) return new ResourcesTypes();
        if (row.is(RESOURCES, "resources:options", "options of a type", QUICK)) return new ResourcesOptions();
        if (row.is(RESOURCES, "resources:create", "create a resource")) return new ResourcesCreate();
        if (row.is(RESOURCES, "resources:info", "one resource", QUICK)) return new ResourcesInfo();
        if (row.is(RESOURCES, "resources:url", "the URL of a resource", QUICK)) return new ResourcesUrl();
        if (row.is(RESOURCES, "resources:update", "change options of a resource")) return new ResourcesUpdate();
        if (row.is(RESOURCES, "resources:delete", "delete a resource with its data")) return new ResourcesDelete();
        if (row.is(RESOURCES, "resources:link", "attach a resource to an app")) return ResourcesLink.link();
        if (row.is(RESOURCES, "resources:unlink", "detach a resource from an app")) return ResourcesLink.unlink();
        if (row.is(RESOURCES, "resources:console", "open a client program", BECOMES_A_PROGRAM))
            return new ResourcesConsole();
        if (row.is(RESOURCES, "resources:proxy", "same as addons:proxy", LASTING)) return new AddonsProxy(true);
        if (row.is(RESOURCES, "resources:export", "same as addons:export")) return new AddonsExport(true);
        if (row.is(RESOURCES, "resources:import", "same as addons:import")) return new AddonsImport(true);
        if (row.is(PLANS, "addons:plans", "plans of a service", QUICK)) return new AddonsPlans();
        if (row.is(PLANS, "addons:upgrade", "move an add-on to another plan")) return AddonsChangePlan.upgrade();
        if (row.is(PLANS, "addons:downgrade", "move an add-on to a smaller plan")) return AddonsChangePlan.downgrade();
        if (row.is(PLANS, "plans:tag", "set the tags that a plan requires")) return new PlansTag();
        if (row.is(PLANS, "spaces", "spaces and their tags")) return new SpacesList();
        if (row.is(PLANS, "spaces:create", "create a space")) return new SpacesCreate();
        if (row.is(PLANS, "spaces:tag", "change the tags of a space")) return new SpacesTag();
        if (row.is(PLANS, "spaces:destroy", "destroy a space")) return new SpacesDestroy();
        if (row.is(LOGS, "drains", "drains of an app", QUICK)) return new DrainsList();
        if (row.is(LOGS, "drains:add", "ship the log lines of one app", QUICK)) return new DrainsAdd(drain(row));
        if (row.is(LOGS, "drains:remove", "remove a drain of one app", QUICK)) return new DrainsRemove();
        if (row.is(LOGS, "drains:info", "everything about one drain", QUICK)) return new DrainsInfo();
        if (row.is(LOGS, "drains:test", "send a test line", QUICK)) return new DrainsTest();
        if (row.is(LOGS, "logs:router", "run the process that ships log lines", LASTING)) return new LogsRouter();
        if (row.is(MONITORS, "monitors", "monitors of this folder, with their state", QUICK)) return new MonitorsList();
        if (row.is(MONITORS, "monitors:create", "create a monitor", QUICK)) return new MonitorsCreate();
        if (row.is(MONITORS, "monitors:run", "run one monitor", WAITING)) return new MonitorsRun();
        if (row.is(MONITORS, "monitors:start", "run all monitors of this folder", WAITING, QUICK))
            return new MonitorsStart();
        if (row.is(MONITORS, "monitors:ps", "processes of monitors:start", QUICK)) return new MonitorsPs();
        if (row.is(MONITORS, "monitors:scale", "change how many processes of monitors run", QUICK))
            return new MonitorsScale();
        if (row.is(MONITORS, "monitors:procfile", "write a line for each monitor into the Procfile", QUICK))
            return new MonitorsProcfile();
        if (row.is(MONITORS, "monitors:deploy", "print what runs the monitors permanently", QUICK))
            return new MonitorsDeploy();
        if (row.is(APPS, "monitors:setup", "check what monitors need, and create canaries")) return new MonitorsSetup();
        if (row.is(APPS, "monitors:teardown", "destroy all canaries")) return new MonitorsTeardown();
        if (row.is(MONITORS, "monitors:uptime", "uptime that the logs prove", READING, QUICK))
            return new MonitorsUptime();
        if (row.is(MONITORS, "monitors:slo", "what is left of the time to be down", READING, QUICK))
            return new MonitorsSlo();
        if (row.is(MONITORS, "monitors:metrics", "figures for Prometheus", READING, QUICK))
            return new MonitorsMetrics();
        if (row.is(MONITORS, "monitors:maintenance", "begin, end and list maintenance", QUICK))
            return new MonitorsMaintenance();
        if (row.is(MONITORS, "monitors:logs", "last lines that monitors logged", READING, QUICK))
            return new MonitorsLogs();
        if (row.is(MONITORS, "monitors:dashboard", "make the status page", READING, QUICK))
            return new MonitorsDashboard();
        if (row.is(MONITORS, "alerts", "where messages about incidents go", QUICK)) return new AlertsList();
        if (row.is(MONITORS, "alerts:add", "send messages to a webhook, a command or people", QUICK))
            return new AlertsAdd();
        if (row.is(MONITORS, "alerts:remove", "remove an alert", QUICK)) return new AlertsRemove();
        if (row.is(MONITORS, "alerts:test", "send a test message", QUICK)) return new AlertsTest();
        if (row.is(APPS, "apps", "all apps", QUICK)) return new AppsList();
        if (row.is(APPS, "apps:create", "create an app", QUICK)) return new AppsCreate();
        if (row.is(APPS, "apps:info", "one app", QUICK)) return new AppsInfo();
        if (row.is(APPS, "apps:clone", "create a copy of an app")) return new AppsClone();
        if (row.is(APPS, "apps:rename", "rename an app", QUICK)) return new AppsRename();
        if (row.is(APPS, "apps:destroy", "delete an app")) return new AppsDestroy();
        if (row.is(APPS, "canaries", "disposable apps for monitors", QUICK)) return new CanariesList();
        if (row.is(APPS, "canaries:create", "create disposable apps of services/NAME")) return new CanariesCreate();
        if (row.is(APPS, "canaries:destroy", "destroy canaries with their data")) return new CanariesDestroy();
        if (row.is(APPS, "canaries:recycle", "replace a canary by a new one")) return new CanariesRecycle();
        if (row.is(APPS, "compose", "act as a provider for Docker Compose")) return new ComposeProvider();
        if (row.is(APPS, "use", "set the app for commands in this folder")) return new Use();
        if (row.is(APPS, "run", "run a program with the app's config vars", BECOMES_A_PROGRAM, QUICK)) return new Run();
        if (row.is(APPS, "up", "apply the manifest, then run the processes", LASTING)) return new Up();
        if (row.is(LOGS, "logs", "recent log lines of an app", QUICK)) return new LogsShow();
        if (row.is(LOGS, "logs:pipe", "collect what is piped in as log lines", LASTING, QUICK)) return new LogsPipe();
        if (row.is(LOGS, "logs:tail", "collect what is appended to files", LASTING, QUICK)) return new LogsTail();
        if (row.is(CONFIG, "config", "config vars of an app", QUICK)) return new ConfigShow();
        if (row.is(CONFIG, "config:get", "value of one config var", QUICK)) return new ConfigGet();
        if (row.is(CONFIG, "config:set", "set config vars", QUICK)) return new ConfigSet();
        if (row.is(CONFIG, "config:unset", "unset config vars", QUICK)) return new ConfigUnset();
        if (row.is(CONFIG, "config:import", "import config vars from a .env file", QUICK)) return new ConfigImport();
        if (row.is(RELEASES, "releases", "history of an app", QUICK)) return new ReleasesList();
        if (row.is(RELEASES, "releases:info", "one release", QUICK)) return new ReleasesInfo();
        if (row.is(RELEASES, "rollback", "restore the variables of an old release", QUICK)) return new Rollback();
        if (row.is(API, "server", "serve the HTTP API that the Heroku CLI speaks", SERVES)) return new ServerRun();
        if (row.is(API, "tokens", "tokens of the HTTP API")) return new TokensList();
        if (row.is(API, "tokens:create", "create a token for the HTTP API")) return new TokensCreate();
        if (row.is(API, "tokens:revoke", "revoke a token")) return new TokensRevoke();
        if (row.is(SETUP, "audit", "list who changed what, and when", QUICK)) return new AuditList();
        if (row.is(SETUP, "encrypt", "encrypt the secrets in the home", QUICK)) return new Encrypt();
        if (row.is(SETUP, "decrypt", "store the secrets in the home as plain text", QUICK)) return new Decrypt();
        if (row.is(SETUP, "keys:rotate", "create a new data key", QUICK)) return new KeysRotate();
        if (row.is(SETUP, "keys:rewrap", "replace the key that encrypts the data keys", QUICK)) return new KeysRewrap();
        if (row.is(SETUP, "home:destroy", "delete everything that Vektra has here")) return new HomeDestroy();
        if (row.is(SETUP, "version", "versions of Vektra, Java and the servers", QUICK)) return new Version();
        if (row.is(SETUP, "completion", "completion script for a shell")) return new Completion(row.commands());
        return null;
    }

    private static Command enable(@Nullable Service service) {
        return service != null && service.shipsLogs() ? new AddonsEnableDrain(service) : new AddonsEnable(service);
    }

    /** The service that ships lines, when the arguments name one. */
    private static @Nullable Service drain(Row row) {
        Service service = row.service();
        return service != null && service.shipsLogs() ? service : null;
    }
}
