package vektra.store.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        String wrapped = new Aes(by.key()).seal(key, place(home, id));
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
        return new Aes(by.key()).open(key.wrapped(), place(home, key.id()));
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

    private static String place(String home, String id) {
        return PLACE + home + "|keys." + id;
    }

    private Aes aes(Keys keys, Key key) {
        return unwrapped.computeIfAbsent(key.wrapped(), wrapped -> new Aes(unwrap(keys.home(), key)));
    }

    String seal(Keys keys, Key key, String value, String place) {
        return Seals.PREFIX + key.id() + ":"
                + aes(keys, key).seal(value.getBytes(UTF_8), PLACE + keys.home() + "|" + place);
    }

    String open(String text, String place) {
        Path file = home.resolve(KeysFile.NAME);
        List<String> parts = List.of(text.substring(Seals.PREFIX.length()).split(":", 2));
        Keys keys = keys();
        Key key = keys.key(parts.get(0))
                .orElseThrow(() -> Failures.damaged(file, "it has no key called " + parts.get(0)));
        return Optional.of(parts)
                .filter(both -> both.size() == 2)
                .flatMap(both -> aes(keys, key).open(both.get(1), PLACE + keys.home() + "|" + place))
                .map(value -> new String(value, UTF_8))
                .orElseThrow(() -> VektraException.unavailable(
                        "a secret in " + home + " was changed, or moved from another place: " + place.replace('|', ' '),
                        "restore the file from a backup",
                        null));
    }
}
