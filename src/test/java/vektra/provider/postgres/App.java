package vektra.provider.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;

/** An add-on with one attachment. */
record App(Server server, Resource resource, Credentials credentials) {
    static App on(RunningPostgres postgres, String label) {
        return on(postgres.server(), label);
    }

    static App on(Server server, String label) {
        Resource resource = RunningPostgres.PROVIDER.provision(server, new Resource(Id.fresh(), label, Map.of()));
        return new App(server, resource, RunningPostgres.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh()));
    }

    String url() {
        return RunningPostgres.PROVIDER
                .configVars(server, resource, credentials)
                .get("DATABASE_URL");
    }

    Connection connect() throws SQLException {
        return JdbcApp.connect(url());
    }

    List<Fault> faults() {
        return RunningPostgres.PROVIDER.examine(server, resource, List.of(credentials));
    }

    void fill(String... statements) throws SQLException {
        try (Connection app = connect()) {
            JdbcApp.run(app, statements);
        }
    }

    String one(String sql) throws SQLException {
        try (Connection app = connect()) {
            return JdbcApp.one(app, sql);
        }
    }
}
