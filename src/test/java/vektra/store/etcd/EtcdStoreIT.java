package vektra.store.etcd;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;
import vektra.spi.Locks;
import vektra.spi.Store;
import vektra.store.StoreContract;
import vektra.store.Things;
import vektra.store.disk.FileLocks;

/** The store in a real etcd. */
class EtcdStoreIT extends StoreContract {
    private final String url = EtcdMembers.one().url();

    @TempDir
    Path folder;

    /** Its locks are in etcd as well; those of a process that crashed ended with its session. */
    @Override
    protected Store over(Locks locks) {
        Path home = folder.resolve("home");
        return EtcdStore.of(
                EtcdUrl.parse(url),
                home,
                new FileLocks(home, new Things.Reports()),
                EtcdLocks.USUAL_LIFE,
                Clock.fixed(Things.NOON, ZoneOffset.UTC),
                "me",
                new Things.Reports(),
                () -> {});
    }
}
