package vektra.cli;

import static vektra.cli.Topic.APPS;
import static vektra.cli.Topic.LOGS;
import static vektra.cli.Topic.MONITORS;
import static vektra.cli.Trait.FOR_APP;
import static vektra.cli.Trait.LASTING;
import static vektra.cli.Trait.OPERATES;
import static vektra.cli.Trait.QUICK;
import static vektra.cli.Trait.READING;
import static vektra.cli.Trait.STAYS;
import static vektra.cli.Trait.WAITING;

import org.jspecify.annotations.Nullable;
import vektra.cli.alerts.AlertsAdd;
import vektra.cli.alerts.AlertsList;
import vektra.cli.alerts.AlertsRemove;
import vektra.cli.alerts.AlertsTest;
import vektra.cli.canaries.MonitorsSetup;
import vektra.cli.canaries.MonitorsTeardown;
import vektra.cli.command.Command;
import vektra.cli.logs.DrainsAdd;
import vektra.cli.logs.DrainsInfo;
import vektra.cli.logs.DrainsList;
import vektra.cli.logs.DrainsRemove;
import vektra.cli.logs.DrainsTest;
import vektra.cli.logs.LogsRouter;
import vektra.cli.monitors.MonitorsCreate;
import vektra.cli.monitors.MonitorsDashboard;
import vektra.cli.monitors.MonitorsDeploy;
import vektra.cli.monitors.MonitorsList;
import vektra.cli.monitors.MonitorsLogs;
import vektra.cli.monitors.MonitorsMaintenance;
import vektra.cli.monitors.MonitorsMetrics;
import vektra.cli.monitors.MonitorsProcfile;
import vektra.cli.monitors.MonitorsPs;
import vektra.cli.monitors.MonitorsRun;
import vektra.cli.monitors.MonitorsScale;
import vektra.cli.monitors.MonitorsSlo;
import vektra.cli.monitors.MonitorsStart;
import vektra.cli.monitors.MonitorsUptime;

/** The commands of drains and monitors. */
final class MonitorTable {
    private MonitorTable() {}

    static @Nullable Command command(Row row) {
        if (row.is(LOGS, "drains", "drains of an app", QUICK, FOR_APP)) return new DrainsList();
        if (row.is(LOGS, "drains:add", "ship the log lines of one app", QUICK, FOR_APP))
            return new DrainsAdd(row.drain());
        if (row.is(LOGS, "drains:remove", "remove a drain of one app", QUICK, FOR_APP)) return new DrainsRemove();
        if (row.is(LOGS, "drains:info", "everything about one drain", QUICK)) return new DrainsInfo();
        if (row.is(LOGS, "drains:test", "send a test line", QUICK)) return new DrainsTest();
        if (row.is(LOGS, "logs:router", "run the process that ships log lines", LASTING, STAYS))
            return new LogsRouter();
        if (row.is(MONITORS, "monitors", "monitors of this folder, with their state", QUICK, STAYS))
            return new MonitorsList();
        if (row.is(MONITORS, "monitors:create", "create a monitor", QUICK, STAYS)) return new MonitorsCreate();
        if (row.is(MONITORS, "monitors:run", "run one monitor", WAITING, STAYS)) return new MonitorsRun();
        if (row.is(MONITORS, "monitors:start", "run all monitors of this folder", WAITING, QUICK, STAYS))
            return new MonitorsStart();
        if (row.is(MONITORS, "monitors:ps", "processes of monitors:start", QUICK, STAYS)) return new MonitorsPs();
        if (row.is(MONITORS, "monitors:scale", "change how many processes of monitors run", QUICK, STAYS))
            return new MonitorsScale();
        if (row.is(MONITORS, "monitors:procfile", "write a line for each monitor into the Procfile", QUICK, STAYS))
            return new MonitorsProcfile();
        if (row.is(MONITORS, "monitors:deploy", "print what runs the monitors permanently", QUICK, STAYS))
            return new MonitorsDeploy();
        if (row.is(APPS, "monitors:setup", "check what monitors need, and create canaries", STAYS))
            return new MonitorsSetup();
        if (row.is(APPS, "monitors:teardown", "destroy all canaries", STAYS)) return new MonitorsTeardown();
        if (row.is(MONITORS, "monitors:uptime", "uptime that the logs prove", READING, QUICK, STAYS))
            return new MonitorsUptime();
        if (row.is(MONITORS, "monitors:slo", "what is left of the time to be down", READING, QUICK, STAYS))
            return new MonitorsSlo();
        if (row.is(MONITORS, "monitors:metrics", "figures for Prometheus", READING, QUICK, STAYS))
            return new MonitorsMetrics();
        if (row.is(MONITORS, "monitors:maintenance", "begin, end and list maintenance", QUICK, STAYS))
            return new MonitorsMaintenance();
        if (row.is(MONITORS, "monitors:logs", "last lines that monitors logged", READING, QUICK, STAYS))
            return new MonitorsLogs();
        if (row.is(MONITORS, "monitors:dashboard", "make the status page", READING, QUICK, STAYS))
            return new MonitorsDashboard();
        if (row.is(MONITORS, "alerts", "where messages about incidents go", QUICK)) return new AlertsList();
        if (row.is(MONITORS, "alerts:add", "send messages to a webhook, a command or people", QUICK, OPERATES))
            return new AlertsAdd();
        if (row.is(MONITORS, "alerts:remove", "remove an alert", QUICK, OPERATES)) return new AlertsRemove();
        if (row.is(MONITORS, "alerts:test", "send a test message", QUICK, OPERATES)) return new AlertsTest();
        return null;
    }
}
