package vektra.provider.memcache;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.spi.ContainerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** How a memcached runs in a container of the official image: nothing of it outlives its end. */
final class MemcacheContainer implements ContainerRecipe {
    @Override
    public String program() {
        return "memcached";
    }

    @Override
    public int port() {
        return 11211;
    }

    @Override
    public @Nullable Path data() {
        return null;
    }

    @Override
    public @Nullable String user() {
        return null;
    }

    @Override
    public void initialise(Layout layout, Inside inside) {
        Limits.of(layout.options());
    }

    @Override
    public void beforeStart(Layout layout, Inside inside) {}

    @Override
    public List<String> command(Layout layout) {
        return MemcacheRecipe.memcached(List.of(program()), layout);
    }
}
