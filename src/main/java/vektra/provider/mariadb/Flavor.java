package vektra.provider.mariadb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.addon.Credentials;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.sql.ConnectionOptions;

/** The two names under which the same server is offered. */
public enum Flavor {
    MARIADB("mariadb", "MariaDB", "MariaDB; a database and an account per app"),
    /** For apps that ask for MySQL by name. */
    MYSQL("mysql", "MySQL (by MariaDB)", "MariaDB; for apps that use MySQL");

    static final String BUFFER_POOL = "buffer-pool";
    private static final String PLAIN_URL = "MYSQL_URL";

    private final String name;
    private final String title;
    private final String description;

    Flavor(String name, String title, String description) {
        this.name = name;
        this.title = title;
        this.description = description;
    }

    /** The service's, and the first choice of its client program's. */
    String word() {
        return name;
    }

    private String prefix() {
        return name();
    }

    /** The config var that holds the whole connection. */
    String url() {
        return prefix() + "_URL";
    }

    Service service() {
        return new Service(
                        new ServiceName(name),
                        title,
                        description,
                        new AttachmentName(prefix()),
                        plans(),
                        ServerOptions.with(
                                ServerUrl.FORM, List.of("machine", "debian", "embedded", "docker"), options()),
                        vars(),
                        MariadbActions.of(this))
                .known(new Elsewhere(List.of(), name, null));
    }

    private static List<Plan> plans() {
        return List.of(
                new Plan(
                        Plan.SHARED,
                        "a database of its own on the shared server",
                        false,
                        List.of(ConnectionOptions.CONNECTIONS_PER_APP),
                        true),
                new Plan(
                        Plan.DEDICATED,
                        "a server of its own, with locks (GET_LOCK) of its own",
                        true,
                        List.of(ConnectionOptions.MAX_CONNECTIONS, ConnectionOptions.CONNECTIONS_PER_APP),
                        true));
    }

    private static List<ServiceOption> options() {
        return List.of(
                ServerOptions.appUrl(),
                ServerOptions.encryption(),
                ConnectionOptions.maxConnections(),
                new ServiceOption(BUFFER_POOL, Type.SIZE, "64mb", "memory for the cache", Change.RESTART, List.of())
                        .between(8 << 20, 1L << 40)
                        .open(),
                ConnectionOptions.connectionsPerApp());
    }

    private List<ConfigVar> vars() {
        List<ConfigVar> vars = new ArrayList<>(List.of(
                var("URL", "where the database is, with user and password"),
                var("USER", "the user"),
                var("PASS", "the password"),
                var("HOST", "the host"),
                var("PORT", "the port"),
                var("NAME", "the name of the database")));
        if (!url().equals(PLAIN_URL)) {
            vars.add(1, new ConfigVar(PLAIN_URL, null, "the same, for programs that expect this name"));
        }
        return vars;
    }

    private ConfigVar var(String suffix, String holds) {
        return new ConfigVar(prefix() + "_" + suffix, suffix, holds);
    }

    /** The values of the config vars by their documented names. */
    Map<String, String> values(ServerUrl url, String database, Credentials credentials) {
        String text = url.text("mysql");
        Map<String, String> values = new LinkedHashMap<>();
        values.put(url(), text);
        values.put(PLAIN_URL, text);
        values.put(prefix() + "_USER", credentials.user());
        values.put(prefix() + "_PASS", credentials.password().reveal());
        values.put(prefix() + "_HOST", url.host().host());
        values.put(prefix() + "_PORT", Integer.toString(url.host().port()));
        values.put(prefix() + "_NAME", database);
        return values;
    }
}
