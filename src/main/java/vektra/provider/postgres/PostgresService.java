package vektra.provider.postgres;

import java.util.List;
import vektra.model.AttachmentName;
import vektra.model.ConfigVar;
import vektra.model.Elsewhere;
import vektra.model.Elsewhere.DataApi;
import vektra.model.Plan;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.ServiceOption;
import vektra.model.ServiceOption.Change;
import vektra.model.ServiceOption.Type;
import vektra.provider.postgres.session.ServerUrl;
import vektra.spi.SoftwareSource;

/** How PostgreSQL is offered. */
final class PostgresService {
    static final ServiceName NAME = new ServiceName("postgres");
    static final String MAX_CONNECTIONS = "max-connections";
    static final String SHARED_BUFFERS = "shared-buffers";
    static final String CONNECTIONS_PER_APP = "connections-per-app";
    static final String SPARES = "spares";
    static final String LOG_MIN_DURATION = "log-min-duration";
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
                                        List.of(CONNECTIONS_PER_APP),
                                        true),
                                new Plan(
                                        Plan.DEDICATED,
                                        "a server of its own",
                                        true,
                                        List.of(MAX_CONNECTIONS, CONNECTIONS_PER_APP),
                                        true)),
                        ServerOptions.with(ServerUrl.FORM, SoftwareSource.names(PostgresSources.ALL), own()),
                        List.of(
                                new ConfigVar(DATABASE_URL, "URL", "where the database is, with user and password"),
                                new ConfigVar(POSTGRES_URL, null, "the same, for programs that expect this name")),
                        PostgresActions.ALL)
                .known(new Elsewhere(
                        List.of("postgresql", "pg"), Psql.PROGRAM, new DataApi("postgres", Dumps.DUMP, Dumps.RESTORE)));
    }

    private static List<ServiceOption> own() {
        return List.of(
                new ServiceOption(
                                MAX_CONNECTIONS,
                                Type.INTEGER,
                                "100",
                                "connections of all apps together",
                                Change.RESTART,
                                List.of())
                        .between(10, 100_000)
                        .open(),
                new ServiceOption(SHARED_BUFFERS, Type.SIZE, "128mb", "memory for the cache", Change.RESTART, List.of())
                        .between(1 << 20, 1L << 40)
                        .open(),
                new ServiceOption(
                                CONNECTIONS_PER_APP,
                                Type.INTEGER,
                                "20",
                                "connections of one attachment; 0 for no limit",
                                Change.LIVE,
                                List.of())
                        .between(0, 100_000)
                        .open(),
                new ServiceOption(
                                SPARES,
                                Type.INTEGER,
                                "1",
                                "databases created in advance, so that a bind need not wait for one; only of a managed server",
                                Change.LIVE,
                                List.of())
                        .between(0, 100),
                new ServiceOption(
                                LOG_MIN_DURATION,
                                Type.INTEGER,
                                null,
                                "log statements that take this long, in milliseconds; only of a managed server",
                                Change.LIVE,
                                List.of())
                        .open());
    }
}
