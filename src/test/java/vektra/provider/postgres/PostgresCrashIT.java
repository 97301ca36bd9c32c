package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Killed;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.Names;

/** Each call is killed after each of its steps; said again, it does all of its work. */
@Sampled(oneIn = 8)
class PostgresCrashIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final PostgresData DATA = RunningPostgres.DATA;

    private static RunningPostgres postgres;
    private static Server server;

    private final Resource resource = new Resource(Id.fresh(), "crashed", Map.of());
    private final Id attachment = Id.fresh();
    private final Secret password = Secret.fresh();

    @BeforeAll
    static void start() throws SQLException {
        postgres = RunningPostgres.foreign();
        try (Connection admin = postgres.admin("postgres")) {
            JdbcApp.run(admin, "CREATE ROLE boss CREATEROLE CREATEDB LOGIN PASSWORD 'boss'");
        }
        String url = "postgres://boss:boss@" + postgres.server().host() + "/postgres";
        server = PROVIDER.adopt(url, RunningPostgres.defaults());
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @AfterEach
    void nothing_is_left() throws SQLException {
        PROVIDER.deprovision(server, resource);
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'crashed%'"))
                    .isEqualTo("0");
            assertThat(JdbcApp.one(admin, "SELECT count(*) FROM pg_database WHERE datname LIKE 'crashed%'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void provisioning() throws Exception {
        for (int point = 1; killedAt(point, "provision"); point++) {
            assertThat(point).isLessThan(20);
            PROVIDER.provision(server, resource);
            assertWorks();
            PROVIDER.deprovision(server, resource);
        }
        assertWorks();
    }

    @Test
    void what_provisioning_left_is_removed() throws Exception {
        for (int point = 1; killedAt(point, "provision"); point++) {
            assertThat(point).isLessThan(20);
            PROVIDER.deprovision(server, resource);
            nothing_is_left();
        }
    }

    @Test
    void binding() throws Exception {
        PROVIDER.provision(server, resource);
        for (int point = 1; killedAt(point, "bind"); point++) {
            assertThat(point).isLessThan(20);
            assertWorks();
            PROVIDER.revoke(server, resource, attachment);
        }
        assertWorks();
    }

    @Test
    void unbinding() throws Exception {
        PROVIDER.provision(server, resource);
        makeObjectsOfTheLogin();
        for (int point = 1; killedAt(point, "unbind"); point++) {
            assertThat(point).isLessThan(20);
            PROVIDER.revoke(server, resource, attachment);
            assertThat(PROVIDER.inspect(server, resource).attachments()).isEmpty();
            makeObjectsOfTheLogin();
        }
        assertThat(PROVIDER.inspect(server, resource).attachments()).isEmpty();
        assertWorks();
    }

    @Test
    void deprovisioning() throws Exception {
        PROVIDER.provision(server, resource);
        makeObjectsOfTheLogin();
        for (int point = 1; killedAt(point, "deprovision"); point++) {
            assertThat(point).isLessThan(20);
            PROVIDER.deprovision(server, resource);
            nothing_is_left();
            PROVIDER.provision(server, resource);
            makeObjectsOfTheLogin();
        }
        nothing_is_left();
    }

    @Test
    void shutting() throws Exception {
        PROVIDER.provision(server, resource);
        assertWorks();
        for (int point = 1; killedAt(point, "shut"); point++) {
            assertThat(point).isLessThan(20);
            DATA.admit(server, resource);
            assertLogsIn();
        }
        DATA.admit(server, resource);
        assertLogsIn();
    }

    @Test
    void exchanging_is_done_or_not_and_fixed_by_admitting_and_removing_the_other() throws Exception {
        PROVIDER.provision(server, resource);
        boolean exchanged = false;
        for (int point = 1; !exchanged; point++) {
            assertThat(point).isLessThan(40);
            makeObjectsOfTheLogin();
            run("DROP TABLE IF EXISTS marked", "CREATE TABLE marked AS SELECT 'old' AS s");
            Resource other = PROVIDER.provision(server, new Resource(Id.fresh(), "crashed", Map.of()));
            var ofOther = PROVIDER.grant(server, other, Id.fresh(), Secret.fresh());
            try (Connection app = JdbcApp.connect(PROVIDER.configVars(server, other, ofOther))) {
                JdbcApp.run(app, "CREATE TABLE marked AS SELECT 'new' AS s");
            }
            exchanged = !killedAt(point, "exchange", other.id().value());
            DATA.admit(server, resource);
            PROVIDER.deprovision(server, other);
            assertLogsIn();
            try (Connection app = connect()) {
                assertThat(JdbcApp.one(app, "SELECT s FROM marked")).isIn(exchanged ? "new" : "old", "new");
            }
            run("ALTER TABLE marked ADD COLUMN more int", "CREATE TABLE fresh ()", "DROP TABLE fresh");
            assertThat(PROVIDER.examine(server, resource, List.of(credentials())))
                    .isEmpty();
        }
    }

    @Test
    @Sampled(oneIn = Sample.SWEEPS)
    void dumping_and_loading_leave_nothing_that_removal_does_not_take_away(@TempDir Path folder) throws Exception {
        PROVIDER.provision(server, resource);
        assumeTrue(copyable());
        assertWorks();
        boolean carried = false;
        for (int point = 1; !carried; point++) {
            assertThat(point).isLessThan(40);
            if (!Sample.hasPoint(point)) {
                continue;
            }
            Resource scratch = PROVIDER.provision(server, new Resource(Id.fresh(), "crashed", Map.of()));
            carried = !killedAt(
                    point,
                    "dump",
                    folder.resolve("dump" + point).toString(),
                    scratch.id().value());
            PROVIDER.deprovision(server, scratch);
            PROVIDER.provision(server, scratch);
            Path file = folder.resolve("again" + point);
            assertThat(DATA.dump(server, resource, file, scratch).words()).isEqualTo("2 tables");
            PROVIDER.deprovision(server, scratch);
            PROVIDER.deprovision(server, resource);
            nothing_is_left();
            PROVIDER.provision(server, resource);
            carried &= !killedAt(point, "load", file.toString());
            PROVIDER.deprovision(server, resource);
            nothing_is_left();
            PROVIDER.provision(server, resource);
            DATA.load(server, resource, file);
            assertWorks();
        }
    }

    private boolean copyable() {
        try {
            DATA.requireCopyable(server, resource);
            return true;
        } catch (VektraException e) {
            return false;
        }
    }

    private Credentials credentials() {
        return new Credentials(attachment, Names.of(resource).login(attachment), password);
    }

    private Connection connect() throws SQLException {
        return JdbcApp.connect(PROVIDER.configVars(server, resource, credentials()));
    }

    private void assertLogsIn() throws SQLException {
        connect().close();
    }

    private void run(String... statements) throws SQLException {
        try (Connection app = connect()) {
            JdbcApp.run(app, statements);
        }
    }

    private void assertWorks() throws SQLException {
        makeObjectsOfTheLogin();
        assertThat(PROVIDER.inspect(server, resource).attachments()).containsExactly(attachment.brief());
    }

    private void makeObjectsOfTheLogin() throws SQLException {
        var credentials = PROVIDER.grant(server, resource, attachment, password);
        try (Connection app = JdbcApp.connect(PROVIDER.configVars(server, resource, credentials))) {
            JdbcApp.run(
                    app,
                    "CREATE TABLE IF NOT EXISTS things (n int)",
                    "SET ROLE NONE",
                    "DROP SCHEMA IF EXISTS own CASCADE",
                    "CREATE SCHEMA own",
                    "CREATE TABLE own.things (n int)");
        }
    }

    private boolean killedAt(int point, String call, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                call, server.adminUrl().reveal(), resource.id().value(), attachment.value(), password.reveal()));
        arguments.addAll(List.of(more));
        return Killed.at(point, ProviderCall.class, ProviderCall::main, arguments.toArray(String[]::new));
    }
}
