package vektra.provider.postgres;

import java.sql.SQLException;
import java.util.List;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;

/** What an adopted server must be, and what its administrator must be allowed to. */
record Fitness(boolean mayCreate, boolean standby) {
    static Fitness of(Session session) throws SQLException {
        List<String> found = session.rows("SELECT rolsuper OR (rolcreaterole AND rolcreatedb),"
                        + " pg_is_in_recovery() FROM pg_roles WHERE rolname = current_user")
                .get(0);
        return new Fitness(found.get(0).equals("t"), found.get(1).equals("t"));
    }

    void require(Session session, ServerUrl url) throws SQLException {
        String where = "postgres at " + url.at();
        if (session.major() < Admin.OLDEST) {
            throw VektraException.conflict(
                    where + " is version " + session.version(), "adopt PostgreSQL " + Admin.OLDEST + " or newer");
        }
        if (standby) {
            throw VektraException.conflict(where + " is a standby, which is read-only", "adopt its primary");
        }
        if (!mayCreate) {
            throw VektraException.conflict(
                    "'" + url.user() + "' may not create roles and databases at " + url.at(),
                    "as a superuser there: ALTER ROLE " + Session.quoted(url.user()) + " CREATEROLE CREATEDB");
        }
    }
}
