package vektra.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import vektra.spi.Locks;
import vektra.spi.Store;
import vektra.store.seal.HomeKeys;

class JsonStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    protected Store over(Locks locks) {
        Clock noon = Clock.fixed(Things.NOON, ZoneOffset.UTC);
        return new JsonStore(
                folder.resolve("home"),
                locks,
                noon,
                "me",
                new Things.Reports(),
                new HomeKeys(folder.resolve("home"), Map.of()),
                () -> {});
    }
}
