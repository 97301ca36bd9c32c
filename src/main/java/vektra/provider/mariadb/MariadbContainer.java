package vektra.provider.mariadb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.spi.ContainerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** How a MariaDB server runs in a container of the official image, or of one made from it. */
final class MariadbContainer implements ContainerRecipe {
    private static final String START = "start.sql";

    @Override
    public String program() {
        return "mariadbd";
    }

    @Override
    public int port() {
        return 3306;
    }

    /** The image gives it to its user, and so does a new volume. */
    @Override
    public Path data() {
        return Path.of("/var/lib/mysql");
    }

    @Override
    public String user() {
        return "mysql";
    }

    @Override
    public void initialise(Layout layout, Inside inside) {
        inside.run(List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + databases(layout),
                "--skip-test-db",
                "--auth-root-authentication-method=socket",
                "--innodb-log-file-size=16M"));
        inside.run(List.of("mkdir", "-p", exports(layout).toString()));
    }

    /** The administrator comes from the engine's network; the hash of its password can be read inside by its user. */
    @Override
    public void beforeStart(Layout layout, Inside inside) {
        inside.write(layout.data(), Map.of(START, ServerFiles.statements(layout.password(), Set.of("%"))));
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + databases(layout),
                "--innodb-log-file-size=16M",
                "--init-file=" + layout.data().resolve(START),
                "--secure-file-priv=" + exports(layout),
                "--bind-address=*",
                "--port=" + port()));
        command.addAll(ServerFiles.settings(layout));
        return command;
    }

    private static Path databases(Layout layout) {
        return layout.data().resolve("databases");
    }

    private static Path exports(Layout layout) {
        return layout.data().resolve("empty");
    }
}
