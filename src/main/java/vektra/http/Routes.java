package vektra.http;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.file.FigureFiles;
import vektra.file.TokenUses;
import vektra.http.access.Access;
import vektra.http.data.BackupRoutes;
import vektra.http.data.DataRoutes;
import vektra.http.data.DrillRoutes;
import vektra.http.data.ScheduleRoutes;
import vektra.http.dyno.DynoRoutes;
import vektra.http.dyno.Rendezvous;
import vektra.http.logs.LogRoutes;
import vektra.http.mcp.McpRoutes;
import vektra.http.page.MonitorRoutes;
import vektra.http.page.Pages;
import vektra.http.platform.AccountRoutes;
import vektra.http.platform.ActionRoutes;
import vektra.http.platform.AddonChanges;
import vektra.http.platform.AddonRoutes;
import vektra.http.platform.AppRoutes;
import vektra.http.platform.AttachmentChanges;
import vektra.http.platform.AttachmentRoutes;
import vektra.http.platform.AuditRoutes;
import vektra.http.platform.ConfigRoutes;
import vektra.http.platform.DrainRoutes;
import vektra.http.platform.FigureRoutes;
import vektra.http.platform.OverviewRoutes;
import vektra.http.platform.ReleaseRoutes;
import vektra.http.platform.ServiceRoutes;
import vektra.http.platform.TokenRoutes;
import vektra.http.remote.RemoteRoutes;
import vektra.http.request.RouteTable;
import vektra.http.request.Sessions;
import vektra.logs.Logs;
import vektra.monitors.page.Published;
import vektra.monitors.uptime.Exposition;

/** Puts the table of all routes together. */
final class Routes {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Routes() {}

    static RouteTable all(
            Sessions sessions,
            Access access,
            TokenUses uses,
            Metrics metrics,
            Rendezvous rendezvous,
            Logs logs,
            Published boards,
            Supplier<Exposition> figures,
            FigureFiles figureFiles,
            Function<String, Verbs> verbs,
            Function<String, DryRun> dryRuns,
            RemoteRoutes remote) {
        RouteTable table = new RouteTable();
        return table.add(new SystemRoutes(metrics, table).all())
                .add(new Pages(sessions, access).routes())
                .add(new MonitorRoutes(boards, figures).all())
                .add(AccountRoutes.all())
                .add(new TokenRoutes(uses).all())
                .add(AuditRoutes.all())
                .add(AppRoutes.all())
                .add(OverviewRoutes.all())
                .add(AddonRoutes.all())
                .add(new FigureRoutes(figureFiles).all())
                .add(AddonChanges.all())
                .add(AttachmentRoutes.all())
                .add(AttachmentChanges.all())
                .add(ActionRoutes.all())
                .add(ServiceRoutes.all())
                .add(ConfigRoutes.all())
                .add(DrainRoutes.all())
                .add(ReleaseRoutes.all())
                .add(DataRoutes.all())
                .add(new BackupRoutes(rendezvous).all())
                .add(ScheduleRoutes.all())
                .add(DrillRoutes.all())
                .add(new LogRoutes(logs, Clock.systemUTC(), access::holds).all())
                .add(new DynoRoutes(rendezvous).all())
                .add(new McpRoutes(table, verbs, dryRuns).all())
                .add(remote.all());
    }
}
