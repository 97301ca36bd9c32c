package vektra.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;
import vektra.store.disk.Failures;
import vektra.store.format.KeysFile;
import vektra.store.format.KeysFile.Key;
import vektra.store.format.KeysFile.Keys;
import vektra.store.format.Seals;

/** The keys of a home. No cryptography is loaded before a secret is sealed or opened. */
public final class Keyring {
    private static final String PLACE = "vektra:v1|";

    private final Path home;
    private volatile KeySource source;
    private final Map<String, Aes> unwrapped = new ConcurrentHashMap<>();

    /** The keys as they were read last to open a value. */
    private volatile Keys recent = Keys.NONE;

    Keyring(Path home, KeySource source) {
        this.home = home;
        this.source = source;
    }

    public Keys keys() {
        Path file = home.resolve(KeysFile.NAME);
        return Disk.read(file).map(content -> KeysFile.decode(file, content)).orElse(Keys.NONE);
    }

    /** Refuses, as UNAVAILABLE, where the home is encrypted and no key is set. */
    void require() {
        keys().currentKey().ifPresent(key -> source.required(key.by()));
    }

    /** The key that encrypts those of the home; empty where none is set. */
    Optional<byte[]> own() {
        KeySource from = source;
        return from.name().map(name -> from.key());
    }

    /** The same; UNAVAILABLE where none is set. */
    public byte[] key() {
        return source.key();
    }

    /** Has the key come from another source from now on. */
    public void use(KeySource other) {
        source = other;
    }

    /** Where the key comes from that is in that file. */
    public KeySource inFile(Path file) {
        return source.of(file);
    }

    /** Why the file with the key is not safe. */
    public Optional<VektraException> problem() {
        return keys().isNone() ? Optional.empty() : source.problem();
    }

    /** A new data key, encrypted. */
    public Key fresh(Keys keys, Instant now) {
        int last = keys.keys().stream()
                .mapToInt(key -> Integer.parseInt(key.id().substring(1)))
                .max()
                .orElse(0);
        return wrapped(keys.home(), "k" + (last + 1), now, Aes.freshKey(), source);
    }

    /** The same data key, encrypted by another source's. */
    public Key rewrapped(Keys keys, Key key, KeySource by) {
        return wrapped(keys.home(), key.id(), key.createdAt(), unwrap(keys.home(), key), by);
    }

    private static Key wrapped(String home, String id, Instant created, byte[] key, KeySource by) {
        String wrapped = new Aes(by.key()).seal(key, place(home, "keys." + id));
        return new Key(id, created, wrapped, by.required(""));
    }

    /** Refuses a key, as UNAVAILABLE, that is not the home's. */
    public void check(Keys keys) {
        for (Key key : keys.keys()) {
            unwrap(keys.home(), key);
        }
    }

    /** Whether it is the key of that source that opens the home. */
    public boolean opens(Keys keys, KeySource by) {
        return keys.keys().stream().allMatch(key -> opened(keys.home(), key, by).isPresent());
    }

    private static Optional<byte[]> opened(String home, Key key, KeySource by) {
        return new Aes(by.key()).open(key.wrapped(), place(home, "keys." + key.id()));
    }

    private byte[] unwrap(String home, Key key) {
        String name = source.required(key.by());
        Optional<byte[]> opened = opened(home, key, source);
        if (opened.isEmpty()) {
            // a process that lives long may know the key of before keys:rewrap
            source.forget();
            opened = opened(home, key, source);
        }
        return opened.orElseThrow(() -> VektraException.unavailable(
                "the key from " + name + " is not the key of " + this.home, "its key came from " + key.by(), null));
    }

    private static String place(String home, String place) {
        return PLACE + home + "|" + place;
    }

    private Aes aes(Keys keys, Key key) {
        return unwrapped.computeIfAbsent(key.wrapped(), wrapped -> new Aes(unwrap(keys.home(), key)));
    }

    String seal(Keys keys, Key key, String value, String place) {
        return Seals.PREFIX + key.id() + ":" + aes(keys, key).seal(value.getBytes(UTF_8), place(keys.home(), place));
    }

    String open(String text, String place) {
        String[] parts = text.substring(Seals.PREFIX.length()).split(":", 2);
        String sealed = parts.length == 2 ? parts[1] : "";
        byte[] value = openedByKnown(parts[0], sealed, place).orElseGet(() -> opened(parts[0], sealed, place));
        return new String(value, UTF_8);
    }

    /** By a key that has opened a value before, so that the file is not read for each; no other key opens it by mistake. */
    private Optional<byte[]> openedByKnown(String id, String sealed, String place) {
        Keys keys = recent;
        return keys.key(id)
                .map(key -> unwrapped.get(key.wrapped()))
                .flatMap(aes -> aes.open(sealed, place(keys.home(), place)));
    }

    private byte[] opened(String id, String sealed, String place) {
        Keys keys = keys();
        recent = keys;
        Key key = keys.key(id)
                .orElseThrow(() -> Failures.damaged(home.resolve(KeysFile.NAME), "it has no key called " + id));
        return aes(keys, key)
                .open(sealed, place(keys.home(), place))
                .orElseThrow(() -> VektraException.unavailable(
                        "a secret in " + home + " was changed, or moved from another place: " + place.replace('|', ' '),
                        "restore the file from a backup",
                        null));
    }
}
