package vektra.http;

import java.util.List;

/** Puts the table of all routes together. */
final class Routes {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Routes() {}

    static RouteTable all(Sessions sessions, Access access, Metrics metrics, Rendezvous rendezvous) {
        RouteTable table = new RouteTable();
        return table.add(new SystemRoutes(metrics, table).all())
                .add(new Pages(sessions, access).routes())
                .add(AccountRoutes.all())
                .add(TokenRoutes.all())
                .add(AuditRoutes.all())
                .add(AppRoutes.all())
                .add(AddonRoutes.all())
                .add(AddonChanges.all())
                .add(AttachmentRoutes.all())
                .add(AttachmentChanges.all())
                .add(ActionRoutes.all())
                .add(ServiceRoutes.all())
                .add(ConfigRoutes.all())
                .add(DrainRoutes.all())
                .add(ReleaseRoutes.all())
                .add(DataRoutes.all())
                .add(new BackupRoutes().all())
                .add(new DynoRoutes(rendezvous).all());
    }
}
