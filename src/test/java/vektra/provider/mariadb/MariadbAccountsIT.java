package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.mariadb.session.Names;

/** What stays of accounts whose credentials were revoked. */
@ExtendWith(SharedMariadb.class)
@Sampled(oneIn = 2)
class MariadbAccountsIT {
    private static final MariadbProvider PROVIDER = RunningMariadb.PROVIDER;

    private final Server server = SharedMariadb.get().server();
    private Resource resource;

    @BeforeEach
    void make() {
        resource = PROVIDER.provision(server, new Resource(Id.fresh(), "often", Map.of()));
    }

    @AfterEach
    void delete() {
        PROVIDER.deprovision(server, resource);
    }

    @Test
    void frequent_rotation_leaves_no_accounts_behind() throws SQLException {
        Credentials current = granted();
        for (int i = 0; i < 12; i++) {
            Credentials next = granted();
            PROVIDER.revoke(server, resource, current.id());
            current = next;
        }
        assertThat(accounts()).containsExactly(current.user());
        Credentials again = PROVIDER.grant(server, resource, current.id(), Secret.fresh());
        assertThat(again.user()).isEqualTo(current.user());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW d AS SELECT n FROM t                      | SELECT n FROM d           | DROP VIEW d",
                "CREATE TRIGGER d BEFORE INSERT ON t FOR EACH ROW SET NEW.n = 1 | SELECT MAX(n) FROM t | DROP TRIGGER d",
                "CREATE FUNCTION d() RETURNS INT RETURN 1              | SELECT d()                | DROP FUNCTION d",
                "CREATE PROCEDURE d() SELECT 1                         | CALL d()                  | DROP PROCEDURE d",
                "CREATE EVENT d ON SCHEDULE EVERY 1 YEAR DO SELECT 1   | SELECT 1                  | DROP EVENT d",
            })
    void one_stays_while_something_is_defined_by_it_and_goes_after_that(String define, String use, String drop)
            throws SQLException {
        Credentials definer = granted();
        try (Connection app = connect(definer)) {
            JdbcApp.run(app, "CREATE TABLE t (n INT)", "INSERT INTO t VALUES (1)", define);
        }
        Credentials next = granted();
        PROVIDER.revoke(server, resource, definer.id());
        assertThat(accounts()).containsExactlyInAnyOrder(definer.user(), next.user());
        try (Connection app = connect(next)) {
            JdbcApp.run(app, "INSERT INTO t VALUES (1)");
            assertThat(JdbcApp.one(app, use)).isEqualTo("1");
            JdbcApp.run(app, drop);
        }
        PROVIDER.revoke(server, resource, Id.fresh());
        assertThat(accounts()).containsExactly(next.user());
    }

    private Credentials granted() {
        return PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
    }

    private Connection connect(Credentials credentials) throws SQLException {
        return JdbcApp.connect(
                PROVIDER.configVars(server, resource, credentials).get("MARIADB_URL"));
    }

    private List<String> accounts() throws SQLException {
        try (Connection admin = SharedMariadb.get().admin()) {
            return List.of(JdbcApp.one(
                            admin,
                            "SELECT GROUP_CONCAT(User) FROM mysql.global_priv WHERE User REGEXP '^"
                                    + Names.of(resource).prefix() + "[0-9a-f]{12}$'")
                    .split(","));
        }
    }
}
