package vektra.provider.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PasswordUtil;
import vektra.spi.ContainerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** How a PostgreSQL server runs in a container of the official image, or of one made from it. */
final class PostgresContainer implements ContainerRecipe {
    private static final String PASSWORD = "verifier";

    @Override
    public String program() {
        return "postgres";
    }

    @Override
    public int port() {
        return 5432;
    }

    /** The home of the image's user, and so a folder that it may write to in a new volume. */
    @Override
    public Path data() {
        return Path.of("/var/lib/postgresql");
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public void initialise(Layout layout, Inside inside) {
        // the verifier: a password would have to be hidden from the other users inside
        String verifier =
                PasswordUtil.encodeScramSha256(layout.password().reveal().toCharArray());
        inside.write(layout.data(), Map.of(PASSWORD, verifier + "\n"));
        Path file = layout.data().resolve(PASSWORD);
        inside.run(PostgresRecipe.initdb(List.of("initdb"), cluster(layout), file, layout.software(), "C.UTF-8"));
        inside.run(List.of("rm", "-f", file.toString()));
    }

    @Override
    public void beforeStart(Layout layout, Inside inside) {
        inside.write(
                cluster(layout),
                Map.of(
                        ServerConf.FILE,
                        "include 'postgresql.conf'\n" + ServerConf.settings(layout, false),
                        "pg_hba.conf",
                        ServerConf.access(layout)));
    }

    @Override
    public List<String> command(Layout layout) {
        Path cluster = cluster(layout);
        return List.of("postgres", "-D", cluster.toString(), "-c", "config_file=" + cluster.resolve(ServerConf.FILE));
    }

    private static Path cluster(Layout layout) {
        return layout.data().resolve("vektra");
    }
}
