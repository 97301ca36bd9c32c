package vektra.store.seal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Secret;
import vektra.store.format.KeysFile.Key;
import vektra.store.format.KeysFile.Keys;
import vektra.store.format.Seals;

/**
 * Seals with the current key of a home, as it was when it was first asked for. What has that seal for its place already
 * keeps it, and equal values for one place get the same, so that who reads them knows that they are equal.
 */
final class HomeSeals implements Seals {
    private final HomeKeys home;
    private final boolean draft;
    private final Map<String, String> sealed = new HashMap<>();
    private @Nullable Keys keys;

    HomeSeals(HomeKeys home, boolean draft) {
        this.home = home;
        this.draft = draft;
    }

    private Keys keys() {
        Keys known = keys;
        if (known == null) {
            known = home.now();
            keys = known;
        }
        return known;
    }

    /** A draft of a home that is being decrypted may hold what is sealed. */
    @Override
    public int schema() {
        return keys().current() == null && !(draft && !keys().isNone()) ? PLAIN_SCHEMA : SCHEMA;
    }

    @Override
    public String stored(Secret secret, String place) {
        Optional<Key> key = keys().currentKey();
        Secret.Seal seal = secret.seal();
        if (seal != null && seal.place().equals(place) && keeps(seal, key)) {
            return seal.text();
        }
        String value = secret.reveal();
        boolean plain = key.isEmpty() || value.isEmpty() || (draft && !value.startsWith(PREFIX));
        return plain
                ? value
                : sealed.computeIfAbsent(
                        place + "\n" + value, known -> home.keyring().seal(keys(), key.get(), value, place));
    }

    private boolean keeps(Secret.Seal seal, Optional<Key> key) {
        return schema() == SCHEMA
                && (draft
                        || key.filter(current -> seal.text().startsWith(PREFIX + current.id() + ":"))
                                .isPresent());
    }

    @Override
    public Secret read(String stored, String place) {
        return stored.startsWith(PREFIX)
                ? new Secret(
                        new Secret.Seal(stored, place), () -> home.keyring().open(stored, place))
                : new Secret(stored);
    }
}
