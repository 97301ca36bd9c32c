package vektra.cli;

import static vektra.cli.Topic.ACTIONS;
import static vektra.cli.Topic.ADDONS;
import static vektra.cli.Topic.BACKUPS;
import static vektra.cli.Topic.PLANS;
import static vektra.cli.Topic.RESOURCES;
import static vektra.cli.Topic.SERVICES;
import static vektra.cli.Trait.BECOMES_A_PROGRAM;
import static vektra.cli.Trait.FOR_APP;
import static vektra.cli.Trait.LASTING;
import static vektra.cli.Trait.OPERATES;
import static vektra.cli.Trait.QUICK;
import static vektra.cli.Trait.REACHES;
import static vektra.cli.Trait.SHOWS;
import static vektra.cli.Trait.STAYS;

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
import vektra.cli.addons.AddonsStats;
import vektra.cli.addons.AddonsUnbind;
import vektra.cli.addons.AddonsWait;
import vektra.cli.backups.BackupsDelete;
import vektra.cli.backups.BackupsDownload;
import vektra.cli.backups.BackupsDrill;
import vektra.cli.backups.BackupsInfo;
import vektra.cli.backups.BackupsList;
import vektra.cli.backups.BackupsNow;
import vektra.cli.backups.BackupsRestore;
import vektra.cli.backups.BackupsVerify;
import vektra.cli.command.Command;
import vektra.cli.logs.DrainsInfo;
import vektra.cli.manifest.ResourcesApply;
import vektra.cli.manifest.ResourcesExportManifest;
import vektra.cli.monitors.MonitorsDoctor;
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
import vektra.cli.services.AddonsUpgradeServer;
import vektra.model.service.Service;

/** The commands of services and their add-ons. */
final class ServiceTable {
    private ServiceTable() {}

    static @Nullable Command command(Row row) {
        if (row.is(SERVICES, "addons:services", "available services, with their state", QUICK))
            return new AddonsServices();
        if (row.is(SERVICES, "addons:options", "options of a service", QUICK, SHOWS, FOR_APP))
            return new AddonsOptions();
        if (row.is(SERVICES, "addons:docs", "documentation of a service", SHOWS)) return new AddonsDocs();
        if (row.is(SERVICES, "addons:enable", "enable a service", OPERATES)) return enable(row.service());
        if (row.is(SERVICES, "addons:disable", "disable a service", OPERATES))
            return row.drain() != null ? new AddonsDisableDrain() : new AddonsDisable();
        if (row.is(SERVICES, "addons:start", "start a managed server", OPERATES)) return AddonsTurn.start();
        if (row.is(SERVICES, "addons:stop", "stop a managed server", OPERATES)) return AddonsTurn.stop();
        if (row.is(SERVICES, "addons:restart", "restart a managed server", OPERATES)) return AddonsTurn.restart();
        if (row.is(SERVICES, "addons:upgrade-server", "move a server with its data to a new version", OPERATES))
            return new AddonsUpgradeServer();
        if (row.is(SERVICES, "addons:status", "state of a server"))
            return row.drain() != null ? new DrainsInfo() : new AddonsStatus();
        if (row.is(SERVICES, "addons:logs", "last lines that a server logged")) return new AddonsLogs();
        if (row.is(SERVICES, "addons:spares", "create databases in advance for the next binds", OPERATES))
            return new AddonsSpares();
        if (row.is(SERVICES, "addons:doctor", "find problems, and fix them", OPERATES)) return new AddonsDoctor();
        if (row.is(SERVICES, "monitors:doctor", "what keeps monitors from working", STAYS)) return new MonitorsDoctor();
        if (row.is(SERVICES, "addons:units", "print the systemd unit of a managed server", OPERATES))
            return new AddonsUnits();
        if (row.is(ADDONS, "addons", "add-ons of an app, or of all", QUICK, SHOWS, FOR_APP)) return new Addons();
        if (row.is(ADDONS, "addons:info", "everything about one add-on", SHOWS, FOR_APP)) return new AddonsInfo();
        if (row.is(ADDONS, "addons:bind", "give an app the add-on of a service", FOR_APP)) return new AddonsBind();
        if (row.is(ADDONS, "addons:unbind", "detach an add-on; its data stays", FOR_APP)) return new AddonsUnbind();
        if (row.is(ADDONS, "addons:create", "create one more add-on for an app", FOR_APP)) return new AddonsCreate();
        if (row.is(ADDONS, "addons:wait", "wait until add-ons are provisioned", FOR_APP)) return new AddonsWait();
        if (row.is(ADDONS, "addons:attach", "attach an existing add-on to an app", FOR_APP)) return new AddonsAttach();
        if (row.is(ADDONS, "addons:detach", "remove one attachment", FOR_APP)) return new AddonsDetach();
        if (row.is(ADDONS, "addons:promote", "give an add-on the default names", FOR_APP)) return new AddonsPromote();
        if (row.is(ADDONS, "addons:rename", "rename an add-on", FOR_APP)) return new AddonsRename();
        if (row.is(ADDONS, "addons:destroy", "delete an add-on with its data", FOR_APP)) return new AddonsDestroy();
        if (row.is(ADDONS, "resources:apply", "apply a manifest to an app", OPERATES)) return new ResourcesApply();
        if (row.is(ADDONS, "resources:export-manifest", "print the manifest of an app as it stands"))
            return new ResourcesExportManifest();
        if (row.is(ACTIONS, "addons:actions", "actions of an add-on", SHOWS, FOR_APP)) return new AddonsActions();
        if (row.is(ACTIONS, "addons:stats", "size and connections of add-ons", SHOWS, FOR_APP))
            return new AddonsStats();
        if (row.is(ACTIONS, "addons:action", "run an action", FOR_APP)) return new AddonsAction();
        if (row.is(BACKUPS, "backups:schedule", "make backups automatically", OPERATES)) return new BackupsSchedule();
        if (row.is(BACKUPS, "backups:schedules", "schedules of backups", FOR_APP)) return new BackupsSchedules();
        if (row.is(BACKUPS, "backups:unschedule", "end a schedule of backups", FOR_APP)) return new BackupsUnschedule();
        if (row.is(BACKUPS, "backups:run", "make the backups whose time has come")) return new BackupsRun();
        if (row.is(ACTIONS, "addons:rotate", "new credentials, then revoke the old", FOR_APP))
            return new AddonsRotate();
        if (row.is(ACTIONS, "addons:reap", "expire leases and old credentials")) return new AddonsReap();
        if (row.is(ACTIONS, "addons:connect", "open a client program as the app", BECOMES_A_PROGRAM, REACHES))
            return new AddonsConnect();
        if (row.is(ACTIONS, "addons:proxy", "forward a local port to a server", LASTING, REACHES))
            return new AddonsProxy(false);
        if (row.is(ACTIONS, "addons:export", "write all data to a file", FOR_APP)) return new AddonsExport(false);
        if (row.is(ACTIONS, "addons:import", "import data from a file", FOR_APP)) return new AddonsImport(false);
        if (row.is(ACTIONS, "addons:open", "web page of an add-on", STAYS)) return new AddonsOpen();
        if (row.is(BACKUPS, "backups", "backups of an app, or of all", QUICK, SHOWS, FOR_APP)) return new BackupsList();
        if (row.is(BACKUPS, "backups:now", "make a backup of an add-on", FOR_APP)) return new BackupsNow();
        if (row.is(BACKUPS, "backups:info", "one backup", QUICK, SHOWS, FOR_APP)) return new BackupsInfo();
        if (row.is(BACKUPS, "backups:verify", "read a backup to its end and check it", QUICK, FOR_APP))
            return new BackupsVerify();
        if (row.is(BACKUPS, "backups:download", "write a copy of a backup to a file", QUICK, FOR_APP))
            return new BackupsDownload();
        if (row.is(BACKUPS, "backups:drill", "try whether backups can be restored", FOR_APP)) return new BackupsDrill();
        if (row.is(BACKUPS, "backups:restore", "replace an add-on's data with a backup", FOR_APP))
            return new BackupsRestore();
        if (row.is(BACKUPS, "backups:delete", "delete a backup", QUICK, FOR_APP)) return new BackupsDelete();
        if (row.is(RESOURCES, "resources", "resources of an app, or of the rack", QUICK)) return new ResourcesList();
        if (row.is(RESOURCES, "resources:types", "types of resources", QUICK, SHOWS, FOR_APP))
            return new ResourcesTypes();
        if (row.is(RESOURCES, "resources:options", "options of a type", QUICK, SHOWS, FOR_APP))
            return new ResourcesOptions();
        if (row.is(RESOURCES, "resources:create", "create a resource")) return new ResourcesCreate();
        if (row.is(RESOURCES, "resources:info", "one resource", QUICK)) return new ResourcesInfo();
        if (row.is(RESOURCES, "resources:url", "the URL of a resource", QUICK)) return new ResourcesUrl();
        if (row.is(RESOURCES, "resources:update", "change options of a resource")) return new ResourcesUpdate();
        if (row.is(RESOURCES, "resources:delete", "delete a resource with its data")) return new ResourcesDelete();
        if (row.is(RESOURCES, "resources:link", "attach a resource to an app")) return ResourcesLink.link();
        if (row.is(RESOURCES, "resources:unlink", "detach a resource from an app")) return ResourcesLink.unlink();
        if (row.is(RESOURCES, "resources:console", "open a client program", BECOMES_A_PROGRAM, STAYS))
            return new ResourcesConsole();
        if (row.is(RESOURCES, "resources:proxy", "same as addons:proxy", LASTING, STAYS)) return new AddonsProxy(true);
        if (row.is(RESOURCES, "resources:export", "same as addons:export")) return new AddonsExport(true);
        if (row.is(RESOURCES, "resources:import", "same as addons:import")) return new AddonsImport(true);
        if (row.is(PLANS, "addons:plans", "plans of a service", QUICK, SHOWS, FOR_APP)) return new AddonsPlans();
        if (row.is(PLANS, "addons:upgrade", "move an add-on to another plan", FOR_APP))
            return AddonsChangePlan.upgrade();
        if (row.is(PLANS, "addons:downgrade", "move an add-on to a smaller plan", FOR_APP))
            return AddonsChangePlan.downgrade();
        if (row.is(PLANS, "plans:tag", "set the tags that a plan requires", OPERATES)) return new PlansTag();
        if (row.is(PLANS, "spaces", "spaces and their tags", SHOWS)) return new SpacesList();
        if (row.is(PLANS, "spaces:create", "create a space", OPERATES)) return new SpacesCreate();
        if (row.is(PLANS, "spaces:tag", "change the tags of a space", OPERATES)) return new SpacesTag();
        if (row.is(PLANS, "spaces:destroy", "destroy a space", OPERATES)) return new SpacesDestroy();
        return null;
    }

    private static Command enable(@Nullable Service service) {
        return service != null && service.shipsLogs() ? new AddonsEnableDrain(service) : new AddonsEnable(service);
    }
}
