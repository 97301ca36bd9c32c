package vektra.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.Encrypted;
import vektra.model.Failpoint;
import vektra.model.age.Recipient;
import vektra.model.name.Id;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Encryption;
import vektra.spi.Locks;
import vektra.store.disk.Disk;
import vektra.store.format.KeysFile;
import vektra.store.format.KeysFile.Keys;
import vektra.store.format.Seals;
import vektra.store.journal.JournalFolder;
import vektra.store.seal.KeySource;
import vektra.store.seal.Keyring;

/**
 * Encrypts and decrypts a home. The file of keys decides what is written from then on, and comes first; a file whose secrets
 * have another form is read all the same, so that at every point all of them can be.
 */
record HomeEncryption(
        Path home,
        Locks locks,
        Clock clock,
        Keyring keyring,
        Supplier<Seals> seals,
        JournalFolder journal,
        Runnable changed)
        implements Encryption {
    @Override
    public Encrypted encrypt(@Nullable Path keyFile) {
        return alone(() -> {
            Keys keys = keyring.keys();
            boolean made =
                    keyFile != null && keys.isNone() && keyring.inFile(keyFile).make();
            if (keyFile != null) {
                keyring.use(keyring.inFile(keyFile));
            }
            keyring.check(keys);
            int written = keys.current() == null ? 1 : 0;
            if (written > 0) {
                Keys begun = keys.isNone() ? new Keys(Id.fresh().value(), null, List.of()) : keys;
                keys = begun.with(keyring.fresh(begun, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
                write(keys);
            }
            return done(keys, written + rewritten(), made);
        });
    }

    @Override
    public Encrypted decrypt() {
        return alone(() -> {
            Keys keys = keyring.keys();
            if (keys.isNone()) {
                return Encrypted.NOTHING;
            }
            keyring.check(keys);
            write(keys.closed());
            int files = rewritten();
            Disk.delete(home.resolve(KeysFile.NAME));
            Disk.sync(home);
            Failpoint.reached("store: keys deleted");
            return new Encrypted(null, null, files + 1, false);
        });
    }

    @Override
    public Encrypted rotate(boolean all) {
        return alone(() -> {
            Keys keys = encrypted();
            keyring.check(keys);
            Keys rotated = keys.with(keyring.fresh(keys, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            write(rotated);
            int files = 1 + (all ? rewritten() : 0);
            Set<String> used = files().keysInUse();
            List<KeysFile.Key> kept = rotated.keys().stream()
                    .filter(key -> key.id().equals(rotated.current()) || used.contains(key.id()))
                    .toList();
            if (kept.size() < rotated.keys().size()) {
                write(new Keys(rotated.home(), rotated.current(), kept));
            }
            return done(rotated, files, false);
        });
    }

    @Override
    public Encrypted rewrap(Path keyFile, Function<byte[], Recipient> asRecipient) {
        return alone(() -> {
            Keys keys = encrypted();
            KeySource by = keyring.inFile(keyFile);
            if (by.isMade() && keyring.opens(keys, by)) {
                // then the key that is set may well be the former one
                return done(keys, 0, false);
            }
            keyring.check(keys);
            boolean made = by.make();
            Keys wrapped = new Keys(
                    keys.home(),
                    keys.current(),
                    keys.keys().stream()
                            .map(key -> keyring.rewrapped(keys, key, by))
                            .toList());
            files().readdress(asRecipient.apply(keyring.key()), asRecipient.apply(by.key()));
            write(wrapped);
            return done(wrapped, 1, made);
        });
    }

    @Override
    public List<Problem> problems() {
        Keys keys = keyring.keys();
        List<Problem> found = new ArrayList<>();
        keyring.problem()
                .ifPresent(problem -> found.add(
                        new Problem(Problem.Fault.KEY_FILE, "", String.valueOf(problem.getMessage()), problem.next())));
        Seals now = seals.get();
        SealedFiles files = new SealedFiles(home, () -> now, journal);
        files.each(file -> {
            Set<String> unknown = SealedFiles.keys(file.content());
            unknown.removeIf(id -> keys.key(id).isPresent());
            unknown.forEach(id -> found.add(new Problem(
                    Problem.Fault.UNKNOWN_KEY,
                    file.path(),
                    "a secret is encrypted with " + id + ", which is not in " + KeysFile.NAME,
                    Text.of("restore " + KeysFile.NAME + " from a backup"))));
            if (keys.current() != null && files.hasPlaintext(file)) {
                found.add(new Problem(
                        Problem.Fault.PLAINTEXT,
                        file.path(),
                        "a secret is not encrypted",
                        Text.of(Next.of("encrypt"))));
            }
        });
        return found;
    }

    private Keys encrypted() {
        Keys keys = keyring.keys();
        if (keys.current() == null) {
            throw VektraException.conflict(
                    "the secrets of " + home + " are not encrypted", Text.of(Next.of("encrypt")));
        }
        return keys;
    }

    private static Encrypted done(Keys keys, int files, boolean made) {
        KeysFile.Key key = keys.currentKey().orElseThrow();
        return new Encrypted(key.id(), key.by(), files, made);
    }

    private SealedFiles files() {
        return new SealedFiles(home, seals, journal);
    }

    private int rewritten() {
        return files().rewrite();
    }

    private void write(Keys keys) {
        Path file = home.resolve(KeysFile.NAME);
        Disk.replace(file, Disk.temporary(file), KeysFile.encode(keys));
        Disk.sync(home);
        Failpoint.reached("store: keys written");
    }

    private Encrypted alone(Supplier<Encrypted> work) {
        Encrypted done = new Alone(home, locks).of(() -> {
            journal.requireWrittenOut();
            return work.get();
        });
        changed.run();
        return done;
    }
}
