package vektra.provider.postgres;

import java.util.List;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Elsewhere.DataApi;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.provider.postgres.admin.PostgresOptions;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.transfer.Dumps;
import vektra.spi.SoftwareSource;
import vektra.sql.ConnectionOptions;

/** How PostgreSQL is offered. */
final class PostgresService {
    static final ServiceName NAME = new ServiceName("postgres");
    static final String DATABASE_URL = "DATABASE_URL";
    static final String POSTGRES_URL = "POSTGRES_URL";

    private PostgresService() {}

    static Service description() {
        return new Service(
                        NAME,
                        "PostgreSQL",
                        "PostgreSQL; a database and a role per app",
                        new AttachmentName("DATABASE"),
                        List.of(
                                new Plan(
                                        Plan.SHARED,
                                        "a database of its own on the shared server",
                                        false,
                                        List.of(ConnectionOptions.CONNECTIONS_PER_APP),
                                        true),
                                new Plan(
                                        Plan.DEDICATED,
                                        "a server of its own",
                                        true,
                                        List.of(
                                                ConnectionOptions.MAX_CONNECTIONS,
                                                ConnectionOptions.CONNECTIONS_PER_APP),
                                        true)),
                        ServerOptions.with(
                                ServerUrl.FORM, SoftwareSource.names(PostgresSources.ALL), PostgresOptions.all()),
                        List.of(
                                new ConfigVar(DATABASE_URL, "URL", "where the database is, with user and password"),
                                new ConfigVar(POSTGRES_URL, null, "the same, for programs that expect this name")),
                        PostgresActions.ALL)
                .known(new Elsewhere(
                        List.of("postgresql", "pg"), Psql.PROGRAM, new DataApi("postgres", Dumps.DUMP, Dumps.RESTORE)));
    }
}
