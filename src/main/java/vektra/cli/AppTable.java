package vektra.cli;

import static vektra.cli.Topic.API;
import static vektra.cli.Topic.APPS;
import static vektra.cli.Topic.CONFIG;
import static vektra.cli.Topic.LOGS;
import static vektra.cli.Topic.RELEASES;
import static vektra.cli.Topic.SETUP;
import static vektra.cli.Trait.BECOMES_A_PROGRAM;
import static vektra.cli.Trait.FOR_APP;
import static vektra.cli.Trait.LASTING;
import static vektra.cli.Trait.OPERATES;
import static vektra.cli.Trait.QUICK;
import static vektra.cli.Trait.REACHES;
import static vektra.cli.Trait.SERVES;
import static vektra.cli.Trait.SHOWS;
import static vektra.cli.Trait.STAYS;

import org.jspecify.annotations.Nullable;
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
import vektra.cli.canaries.CanariesCreate;
import vektra.cli.canaries.CanariesDestroy;
import vektra.cli.canaries.CanariesList;
import vektra.cli.canaries.CanariesRecycle;
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
import vektra.cli.logs.LogsPipe;
import vektra.cli.logs.LogsShow;
import vektra.cli.logs.LogsTail;
import vektra.cli.move.HomeExport;
import vektra.cli.move.HomeImport;
import vektra.cli.move.HomeMove;
import vektra.cli.remote.Login;
import vektra.cli.remote.Logout;
import vektra.cli.remote.RemotesList;
import vektra.cli.server.AuditList;
import vektra.cli.server.HomeDestroy;
import vektra.cli.server.ServerRun;
import vektra.cli.server.TokensCreate;
import vektra.cli.server.TokensList;
import vektra.cli.server.TokensRevoke;
import vektra.cli.server.Version;
import vektra.cli.system.Start;
import vektra.cli.system.Status;
import vektra.cli.system.Stop;
import vektra.cli.system.UnitsApp;
import vektra.cli.system.UnitsList;

/** The commands of apps with their logs, config vars and releases, and of Vektra itself. */
final class AppTable {
    private AppTable() {}

    static @Nullable Command command(Row row) {
        if (row.is(APPS, "apps", "all apps", QUICK, SHOWS, FOR_APP)) return new AppsList();
        if (row.is(APPS, "apps:create", "create an app", QUICK)) return new AppsCreate();
        if (row.is(APPS, "apps:info", "one app", QUICK, SHOWS, FOR_APP)) return new AppsInfo();
        if (row.is(APPS, "apps:clone", "create a copy of an app")) return new AppsClone();
        if (row.is(APPS, "apps:rename", "rename an app", QUICK)) return new AppsRename();
        if (row.is(APPS, "apps:destroy", "delete an app", FOR_APP)) return new AppsDestroy();
        if (row.is(APPS, "canaries", "disposable apps for monitors", QUICK, SHOWS)) return new CanariesList();
        if (row.is(APPS, "canaries:create", "create disposable apps of services/NAME", STAYS))
            return new CanariesCreate();
        if (row.is(APPS, "canaries:destroy", "destroy canaries with their data", OPERATES))
            return new CanariesDestroy();
        if (row.is(APPS, "canaries:recycle", "replace a canary by a new one", OPERATES)) return new CanariesRecycle();
        if (row.is(APPS, "compose", "act as a provider for Docker Compose", STAYS)) return new ComposeProvider();
        if (row.is(APPS, "use", "set the app for commands in this folder", STAYS)) return new Use();
        if (row.is(APPS, "run", "run a program with the app's config vars", BECOMES_A_PROGRAM, QUICK, REACHES))
            return new Run();
        if (row.is(APPS, "up", "apply the manifest, then run the processes", LASTING, STAYS)) return new Up();
        if (row.is(LOGS, "logs", "recent log lines of an app", QUICK, FOR_APP)) return new LogsShow();
        if (row.is(LOGS, "logs:pipe", "collect what is piped in as log lines", LASTING, QUICK, STAYS))
            return new LogsPipe();
        if (row.is(LOGS, "logs:tail", "collect what is appended to files", LASTING, QUICK, STAYS))
            return new LogsTail();
        if (row.is(CONFIG, "config", "config vars of an app", QUICK, FOR_APP)) return new ConfigShow();
        if (row.is(CONFIG, "config:get", "value of one config var", QUICK, FOR_APP)) return new ConfigGet();
        if (row.is(CONFIG, "config:set", "set config vars", QUICK, FOR_APP)) return new ConfigSet();
        if (row.is(CONFIG, "config:unset", "unset config vars", QUICK, FOR_APP)) return new ConfigUnset();
        if (row.is(CONFIG, "config:import", "import config vars from a .env file", QUICK, FOR_APP))
            return new ConfigImport();
        if (row.is(RELEASES, "releases", "history of an app", QUICK, SHOWS, FOR_APP)) return new ReleasesList();
        if (row.is(RELEASES, "releases:info", "one release", QUICK, FOR_APP)) return new ReleasesInfo();
        if (row.is(RELEASES, "rollback", "restore the variables of an old release", QUICK, FOR_APP))
            return new Rollback();
        if (row.is(API, "server", "serve the HTTP API that the Heroku CLI speaks", SERVES, STAYS))
            return new ServerRun();
        if (row.is(API, "mcp", "offer the commands to coding assistants", SERVES, STAYS))
            return new Mcp(row.commands());
        if (row.is(API, "login", "run commands on another machine from now on", QUICK, STAYS)) return new Login();
        if (row.is(API, "logout", "forget another machine and its token", QUICK, STAYS)) return new Logout();
        if (row.is(API, "remotes", "machines that commands can be run on", QUICK, STAYS)) return new RemotesList();
        if (row.is(API, "tokens", "tokens of the HTTP API", OPERATES)) return new TokensList();
        if (row.is(API, "tokens:create", "create a token for the HTTP API", OPERATES)) return new TokensCreate();
        if (row.is(API, "tokens:revoke", "revoke a token", OPERATES)) return new TokensRevoke();
        if (row.is(SETUP, "status", "what runs in this home", SHOWS)) return new Status();
        if (row.is(SETUP, "start", "start all servers", OPERATES)) return new Start();
        if (row.is(SETUP, "stop", "stop all that runs", STAYS)) return new Stop();
        if (row.is(SETUP, "units", "print systemd units for everything", STAYS)) return new UnitsList();
        if (row.is(SETUP, "units:app", "print a systemd unit for a program of an app", STAYS)) return new UnitsApp();
        if (row.is(SETUP, "audit", "list who changed what, and when", QUICK, OPERATES)) return new AuditList();
        if (row.is(SETUP, "encrypt", "encrypt the secrets in the home", QUICK, STAYS)) return new Encrypt();
        if (row.is(SETUP, "decrypt", "store the secrets in the home as plain text", QUICK, STAYS)) return new Decrypt();
        if (row.is(SETUP, "keys:rotate", "create a new data key", QUICK, STAYS)) return new KeysRotate();
        if (row.is(SETUP, "keys:rewrap", "replace the key that encrypts the data keys", QUICK, STAYS))
            return new KeysRewrap();
        if (row.is(SETUP, "home:export", "write everything to one file", STAYS)) return new HomeExport();
        if (row.is(SETUP, "home:import", "fill an empty home from such a file", STAYS)) return new HomeImport();
        if (row.is(SETUP, "home:move", "move the home to another folder", STAYS)) return new HomeMove();
        if (row.is(SETUP, "home:destroy", "delete everything that Vektra has here", STAYS)) return new HomeDestroy();
        if (row.is(SETUP, "version", "versions of Vektra, Java and the servers", QUICK, STAYS)) return new Version();
        if (row.is(SETUP, "completion", "completion script for a shell", STAYS)) return new Completion(row.commands());
        return null;
    }
}
