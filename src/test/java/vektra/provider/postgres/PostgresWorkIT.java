package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Client;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.transfer.PostgresPrograms;

/** What apps do all day works: migrations, extensions, dumps, and going on after credentials changed. */
@Sampled(oneIn = 4)
class PostgresWorkIT {
    private static final PostgresProvider PROVIDER = RunningPostgres.PROVIDER;
    private static final int CROWD = 16;

    private static RunningPostgres postgres;

    private final Resource resource = new Resource(Id.fresh(), "worker", Map.of());

    @BeforeAll
    static void start() {
        postgres = RunningPostgres.any();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void provision() {
        PROVIDER.provision(postgres.server(), resource);
    }

    @AfterEach
    void deprovision() {
        PROVIDER.deprovision(postgres.server(), resource);
    }

    @Test
    void what_one_attachment_makes_the_next_may_alter() throws SQLException {
        try (Connection one = JdbcApp.connect(vars(bound()));
                Connection two = JdbcApp.connect(vars(bound()))) {
            JdbcApp.run(
                    one,
                    "CREATE TABLE notes (id serial PRIMARY KEY, body text)",
                    "INSERT INTO notes (body) VALUES ('hello')",
                    "CREATE VIEW titles AS SELECT body FROM notes");
            JdbcApp.run(
                    two,
                    "ALTER TABLE notes ADD COLUMN at timestamptz DEFAULT now()",
                    "CREATE INDEX ON notes (at)",
                    "DROP VIEW titles",
                    "INSERT INTO notes (body) VALUES ('again')");
            assertThat(JdbcApp.one(one, "SELECT count(at) FROM notes")).isEqualTo("2");
        }
    }

    @Test
    void trusted_extensions_and_a_new_public_schema_are_the_apps_own_business() throws SQLException {
        try (Connection app = JdbcApp.connect(vars(bound()))) {
            JdbcApp.run(app, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
            for (String extension : List.of("pgcrypto", "hstore", "citext", "pg_trgm", "uuid-ossp")) {
                JdbcApp.run(app, "CREATE EXTENSION \"" + extension + "\"");
            }
            assertThat(JdbcApp.one(app, "SELECT length(gen_salt('bf'))")).isEqualTo("29");
        }
    }

    @Test
    void an_app_goes_on_after_unbind_and_bind_whatever_it_made() throws SQLException {
        Credentials before = bound();
        try (Connection app = JdbcApp.connect(vars(before))) {
            JdbcApp.run(app, "CREATE EXTENSION hstore");
            makeThings(app, "acting_as_owner", 1001);
            JdbcApp.run(app, "SET ROLE NONE", "CREATE SCHEMA own", "SET search_path = own, public");
            makeThings(app, "acting_as_itself", 1002);
        }
        PROVIDER.revoke(postgres.server(), resource, before.id());
        try (Connection app = JdbcApp.connect(vars(bound()))) {
            for (String table : List.of("public.acting_as_owner", "own.acting_as_itself")) {
                assertThat(JdbcApp.one(app, "SELECT sum(n) FROM " + table)).isEqualTo("6");
                JdbcApp.run(app, "ALTER TABLE " + table + " ADD COLUMN more text", "DROP TABLE " + table + " CASCADE");
            }
            assertThat(JdbcApp.one(app, "SELECT own.acting_as_itself_double(4)"))
                    .isEqualTo("8");
            JdbcApp.run(app, "DROP SCHEMA own CASCADE", "SELECT lo_unlink(1001), lo_unlink(1002)");
        }
    }

    private static void makeThings(Connection app, String name, int largeObject) throws SQLException {
        JdbcApp.run(
                app,
                "CREATE TABLE " + name + " AS SELECT generate_series(1, 3) AS n",
                "CREATE TYPE " + name + "_mood AS ENUM ('good', 'bad')",
                "CREATE DOMAIN " + name + "_small AS int CHECK (value < 10)",
                "CREATE SEQUENCE " + name + "_seq",
                "CREATE MATERIALIZED VIEW " + name + "_sum AS SELECT sum(n) FROM " + name,
                "CREATE FUNCTION " + name + "_double(i int) RETURNS int LANGUAGE sql AS 'SELECT i * 2'",
                "ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON " + name + " TO CURRENT_USER USING (true)",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
                "GRANT SELECT ON " + name + " TO PUBLIC",
                "CREATE PUBLICATION " + name + "_pub FOR TABLE " + name,
                "SELECT lo_create(" + largeObject + ")");
    }

    @Test
    void an_app_that_is_in_the_middle_of_something_is_thrown_out() throws SQLException {
        Credentials credentials = bound();
        try (Connection app = JdbcApp.connect(vars(credentials))) {
            app.setAutoCommit(false);
            JdbcApp.run(app, "CREATE TABLE half (n int)", "INSERT INTO half VALUES (1)");
            PROVIDER.revoke(postgres.server(), resource, credentials.id());
            assertThatThrownBy(app::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void pg_dump_and_psql_work_as_the_app() throws SQLException {
        Credentials credentials = bound();
        try (Connection app = JdbcApp.connect(vars(credentials))) {
            JdbcApp.run(app, "CREATE TABLE dumped (n int)", "INSERT INTO dumped VALUES (4242)");
        }
        String url = vars(credentials).get("DATABASE_URL");
        List<String> server = postgres.server().software().command();
        List<String> dump = PostgresPrograms.beside(server, "pg_dump");
        assumeTrue(Files.isExecutable(Path.of(dump.get(dump.size() - 1))), "this software comes without pg_dump");
        dump.add(url);
        assertThat(RunningPostgres.said(dump, Map.of()))
                .contains("CREATE TABLE public.dumped")
                .contains("4242");
        List<String> psql = PostgresPrograms.beside(server, "psql");
        psql.addAll(List.of(url, "-Atc", "SELECT n FROM dumped"));
        assertThat(RunningPostgres.said(psql, Map.of())).isEqualTo("4242\n");
        Client client = PROVIDER.abilities().shell().orElseThrow().client(postgres.server(), resource, credentials);
        List<String> command = new ArrayList<>(client.command());
        command.addAll(List.of("-Atc", "SELECT n FROM dumped"));
        assertThat(RunningPostgres.said(command, client.environment())).isEqualTo("4242\n");
        assertThat(client.command().toString())
                .doesNotContain(credentials.password().reveal());
    }

    @Test
    void the_jdbc_form_is_one_that_the_driver_takes_as_printed() throws SQLException {
        Credentials credentials = bound();
        Map<String, String> forms =
                PROVIDER.abilities().forms().orElseThrow().connectionForms(postgres.server(), resource, credentials);
        try (Connection app = java.sql.DriverManager.getConnection(forms.get("jdbc"))) {
            assertThat(JdbcApp.one(app, "SELECT current_user"))
                    .isEqualTo(Names.of(resource).owner());
        }
        assertThat(forms.get("postgresql")).startsWith("postgresql://");
    }

    @Test
    void many_may_come_and_go_at_once() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<Callable<String>> visits = new ArrayList<>();
            for (int i = 0; i < 2 * CROWD; i++) {
                visits.add(this::visit);
            }
            for (Future<String> visit : crowd.invokeAll(visits)) {
                assertThat(visit.get()).isEqualTo("1");
            }
        } finally {
            crowd.shutdown();
        }
        try (Connection admin = postgres.admin("postgres")) {
            assertThat(JdbcApp.one(admin, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'crowd%'"))
                    .isEqualTo("0");
        }
    }

    private String visit() throws SQLException {
        Resource visitor = PROVIDER.provision(postgres.server(), new Resource(Id.fresh(), "crowd", Map.of()));
        Credentials credentials = PROVIDER.grant(postgres.server(), visitor, Id.fresh(), Secret.fresh());
        PROVIDER.configure(postgres.server());
        String answer;
        try (Connection app = JdbcApp.connect(PROVIDER.configVars(postgres.server(), visitor, credentials))) {
            answer = JdbcApp.one(app, "SELECT 1");
        }
        PROVIDER.revoke(postgres.server(), visitor, credentials.id());
        PROVIDER.deprovision(postgres.server(), visitor);
        return answer;
    }

    private Credentials bound() {
        return PROVIDER.grant(postgres.server(), resource, Id.fresh(), Secret.fresh());
    }

    private Map<String, String> vars(Credentials credentials) {
        return PROVIDER.configVars(postgres.server(), resource, credentials);
    }
}
