package vektra.addons.home;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.model.Encrypted;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;
import vektra.spi.Deed;
import vektra.spi.Envelopes;
import vektra.spi.Store;

/** Encrypts the secrets of the home, and changes the keys that do so. */
public record Keys(Engine engine, Store store, Envelopes envelopes, Noted noted) {
    /** @param keyFile the file of the key, which is made when there is none; null for the key that is set */
    public Encrypted encrypt(@Nullable Path keyFile) {
        return done("encrypt", () -> store.encryption().encrypt(keyFile));
    }

    public Encrypted decrypt() {
        return done("decrypt", () -> store.encryption().decrypt());
    }

    /** @param all whether everything is encrypted by the new key at once, and not as it is written */
    public Encrypted rotate(boolean all) {
        return done("keys:rotate", () -> store.encryption().rotate(all));
    }

    public Encrypted rewrap(Path keyFile) {
        return done("keys:rewrap", () -> store.encryption().rewrap(keyFile, this::recipient));
    }

    private Recipient recipient(byte[] key) {
        return envelopes.recipient(Identity.of(key, true));
    }

    /** What is done needs every lock, so that the audit can only name it afterwards. */
    private Encrypted done(String command, Supplier<Encrypted> work) {
        engine.settle();
        Encrypted done = work.get();
        if (done.files() == 0) {
            return done;
        }
        String key = done.key();
        Deed deed = Deed.of(command);
        noted.done(key == null ? deed : deed.with("key", key));
        return done;
    }
}
