package vektra.provider.postgres.admin;

import java.util.List;
import vektra.model.service.ServerOptions;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.sql.ConnectionOptions;

/** The options that only PostgreSQL has. */
public final class PostgresOptions {
    public static final String SHARED_BUFFERS = "shared-buffers";
    public static final String SPARES = "spares";
    public static final String STATEMENT_STATISTICS = "statement-statistics";
    public static final String ARCHIVE_DAYS = "archive-days";
    static final String TEMP_FILES = "temp-files";
    static final String LOG_MIN_DURATION = "log-min-duration";

    private PostgresOptions() {}

    public static List<ServiceOption> all() {
        return List.of(
                ServerOptions.appUrl(),
                ServerOptions.encryption(),
                ConnectionOptions.maxConnections(),
                new ServiceOption(SHARED_BUFFERS, Type.SIZE, "128mb", "memory for the cache", Change.RESTART, List.of())
                        .between(1 << 20, 1L << 40)
                        .open(),
                ConnectionOptions.connectionsPerApp(),
                new ServiceOption(
                                TEMP_FILES,
                                Type.SIZE,
                                null,
                                "temporary files of one connection, such as those of large sorts; only of a managed server",
                                Change.LIVE,
                                List.of())
                        .between(1 << 20, 1L << 40)
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
                        .open(),
                new ServiceOption(
                                STATEMENT_STATISTICS,
                                Type.BOOLEAN,
                                "false",
                                "load pg_stat_statements, which apps can then add; only of a managed server",
                                Change.RESTART,
                                List.of())
                        .open(),
                new ServiceOption(
                        ServerOptions.ARCHIVE,
                        Type.FOLDER,
                        ServiceOption.OFF,
                        "keep what is needed to restore any moment: on, beside the data, or in a folder, best of another disk;"
                                + " only of a managed server",
                        Change.RESTART,
                        List.of()),
                new ServiceOption(
                                ARCHIVE_DAYS,
                                Type.INTEGER,
                                "7",
                                "how many days the archive reaches back; only of a managed server",
                                Change.LIVE,
                                List.of())
                        .between(1, 365));
    }
}
