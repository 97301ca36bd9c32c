package vektra.store.choice;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.spi.Progress;
import vektra.spi.Store;
import vektra.store.JsonStore;
import vektra.store.disk.FileLocks;
import vektra.store.etcd.EtcdStore;
import vektra.store.seal.HomeKeys;

/** The store of a home: in its files, unless the environment names an etcd. Nothing of that is loaded where it does not. */
public final class Stores {
    private final Path home;
    private final Map<String, String> environment;
    private final FileLocks locks;
    private final HomeKeys keys;
    private final Progress progress;
    private final Runnable drainsChanged;
    private @Nullable EtcdStore shared;

    /** @param drainsChanged has what ships lines follow a change of the drains */
    public Stores(
            Path home,
            Map<String, String> environment,
            FileLocks locks,
            HomeKeys keys,
            Progress progress,
            Runnable drainsChanged) {
        this.home = home;
        this.environment = environment;
        this.locks = locks;
        this.keys = keys;
        this.progress = progress;
        this.drainsChanged = drainsChanged;
    }

    /** The one in which changes are made in the name of that user. */
    public Store of(String user) {
        EtcdStore etcd = shared();
        return etcd == null
                ? new JsonStore(home, locks, Clock.systemUTC(), user, progress, keys, drainsChanged)
                : etcd.as(user);
    }

    /**
     * Refuses, as a CONFLICT, where the servers of this installation are managed from another home.
     *
     * @param claim whether this one manages them from now on, if there is none yet
     */
    public void requireOwnServers(boolean claim) {
        EtcdStore etcd = shared();
        if (etcd != null) {
            etcd.requireOwnServers(claim);
        }
    }

    private synchronized @Nullable EtcdStore shared() {
        String url = environment.getOrDefault(Store.VARIABLE, "");
        if (shared == null && !url.isEmpty()) {
            shared = EtcdStore.of(url, home, locks, progress, drainsChanged);
        }
        return shared;
    }
}
