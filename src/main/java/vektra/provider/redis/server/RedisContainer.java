package vektra.provider.redis.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.spi.ContainerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** How a Redis server runs in a container of the official image, or of one made from it. */
final class RedisContainer implements ContainerRecipe {
    @Override
    public String program() {
        return "redis-server";
    }

    @Override
    public int port() {
        return 6379;
    }

    @Override
    public Path data() {
        return Path.of("/data");
    }

    /** The image's own start gives the data to its user and steps down to it. */
    @Override
    public @Nullable String user() {
        return null;
    }

    @Override
    public void initialise(Layout layout, Inside inside) {
        RedisRecipe.refuseOld(layout);
    }

    @Override
    public void beforeStart(Layout layout, Inside inside) {
        ServerFiles files = new ServerFiles(layout);
        List<String> kept = inside.read(files.users()).orElse("").lines().toList();
        inside.write(
                layout.data(),
                Map.of(
                        files.users().getFileName().toString(),
                        text(files.withOwn(kept)),
                        files.config().getFileName().toString(),
                        text(files.settings(kept))));
    }

    @Override
    public List<String> command(Layout layout) {
        return List.of(
                "docker-entrypoint.sh",
                program(),
                new ServerFiles(layout).config().toString());
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
