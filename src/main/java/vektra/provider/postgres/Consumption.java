package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.List;
import vektra.model.service.Usage;
import vektra.provider.postgres.session.Session;
import vektra.sql.ConnectionOptions;

/** What a server may run out of. */
final class Consumption {
    /** What is reserved for administrators helps no app. */
    private static final String CONNECTIONS =
            "SELECT count(*), current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint"
                    + " FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private Consumption() {}

    static List<Usage> of(Session session) throws SQLException {
        List<String> found = session.rows(CONNECTIONS).get(0);
        return List.of(Usage.counted(
                "connections",
                Long.parseLong(found.get(0)),
                Long.parseLong(found.get(1)),
                ConnectionOptions.MAX_CONNECTIONS));
    }
}
