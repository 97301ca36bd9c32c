package vektra.store.seal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.store.format.KeysFile;
import vektra.store.format.KeysFile.Keys;
import vektra.store.format.Seals;

/**
 * The keys of a home, for any thread. Most homes have none, and for those no more than this is loaded: the keyring is made
 * when a home with keys first needs it.
 */
public final class HomeKeys {
    private final Path home;
    private final Map<String, String> environment;
    private @Nullable Keyring keyring;

    /** @param environment says where the key is kept that opens them */
    public HomeKeys(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    public synchronized Keyring keyring() {
        Keyring known = keyring;
        if (known == null) {
            known = new Keyring(home, new KeySource(home, environment));
            keyring = known;
        }
        return known;
    }

    /** The key itself; empty where none is set. */
    public Optional<byte[]> own() {
        return keyring().own();
    }

    /** What seals and opens the secrets of the home with the keys that it has now. */
    public Seals seals() {
        return new HomeSeals(this, false);
    }

    /** The same for what is written nowhere: only what is sealed already is. */
    public Seals drafting() {
        return new HomeSeals(this, true);
    }

    /** Refuses a change, as UNAVAILABLE, where the home is encrypted and no key is set. */
    public void require() {
        if (exist()) {
            keyring().require();
        }
    }

    /** Those that the home has now. */
    Keys now() {
        return exist() ? keyring().keys() : Keys.NONE;
    }

    private boolean exist() {
        return Files.exists(home.resolve(KeysFile.NAME));
    }
}
