package vektra.sql;

import java.util.List;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;

/** The options about how many connections there may be. */
public final class ConnectionOptions {
    public static final String MAX_CONNECTIONS = "max-connections";
    public static final String CONNECTIONS_PER_APP = "connections-per-app";

    private ConnectionOptions() {}

    public static ServiceOption maxConnections() {
        return new ServiceOption(
                        MAX_CONNECTIONS,
                        Type.INTEGER,
                        "100",
                        "connections of all apps together",
                        Change.RESTART,
                        List.of())
                .between(10, 100_000)
                .open();
    }

    public static ServiceOption connectionsPerApp() {
        return new ServiceOption(
                        CONNECTIONS_PER_APP,
                        Type.INTEGER,
                        "20",
                        "connections of one attachment; 0 for no limit",
                        Change.LIVE,
                        List.of())
                .between(0, 100_000)
                .open();
    }
}
