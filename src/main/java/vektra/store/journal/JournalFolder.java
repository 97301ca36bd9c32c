package vektra.store.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;
import vektra.store.format.Seals;
import vektra.store.journal.Change.Phase;

/** The journal as a folder of one file for each change in flight; normally an empty folder, or none. */
public final class JournalFolder implements Journal {
    public static final String FOLDER = Paths.JOURNAL;

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Pattern HALF_WRITTEN = Pattern.compile(
            Pattern.quote(Disk.TEMPORARY) + "(app|service|addon|server)-(.+)\\.(?:intent|commit|finish)");

    private final Path folder;

    private final Supplier<Seals> seals;

    /** @param seals those of the home as it is now */
    public JournalFolder(Path home, Supplier<Seals> seals) {
        folder = home.resolve(FOLDER);
        this.seals = seals;
    }

    private Path path(Change change) {
        return folder.resolve(change.file());
    }

    @Override
    public String shown(Change change) {
        return path(change).toString();
    }

    @Override
    public String lastResort() {
        return "move the file away";
    }

    @Override
    public boolean has(Change change) {
        return Files.exists(path(change));
    }

    @Override
    public Entries entries() {
        Set<String> names = Disk.listAll(folder);
        // as nearly always, and every command asks
        return names.isEmpty() ? Entries.NONE : new Entries(owners(names), read(names));
    }

    /** The changes of those names; those that end while this looks are left out. */
    private List<Change> read(Set<String> names) {
        List<Change> all = new ArrayList<>();
        for (String name : names) {
            for (Phase phase : Phase.values()) {
                if (!name.startsWith(Disk.TEMPORARY) && name.endsWith(phase.suffix())) {
                    read(name, phase).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    /** The changes that are decided and perhaps not written out; looks again when one ended meanwhile. */
    public List<Change> committed() {
        List<Change> committed = new ArrayList<>();
        for (String name : Disk.list(folder)) {
            if (name.endsWith(Phase.COMMIT.suffix())) {
                Optional<Change> change = read(name, Phase.COMMIT);
                if (change.isEmpty()) {
                    return committed();
                }
                committed.add(change.get());
            }
        }
        return committed;
    }

    private Optional<Change> read(String name, Phase phase) {
        Path file = folder.resolve(name);
        String id = name.substring(0, name.length() - phase.suffix().length());
        return Disk.read(file).map(content -> Change.decode(file, id, phase, content, seals.get()));
    }

    @Override
    public void write(Change change) {
        Disk.makeFolder(folder);
        Path temporary = folder.resolve(temporary(owned(change.locks()), change.phase()));
        Disk.replace(path(change), temporary, change.encode(seals.get()));
        Failpoint.reached("store: " + change.phase().suffix() + " renamed");
        Disk.sync(folder);
        Failpoint.reached("store: " + change.phase().suffix() + " written");
    }

    /** Has a decided change wait in another phase. */
    void rename(Change from, Change to) {
        Disk.move(path(from), path(to));
        Disk.sync(folder);
        Failpoint.reached("store: " + to.phase().suffix() + " renamed");
    }

    @Override
    public void drop(Change change) {
        Disk.delete(path(change));
        Failpoint.reached("store: " + change.phase().suffix() + " dropped");
    }

    @Override
    public void postpone(Change change) {
        Disk.touch(path(change), Instant.now().plus(PAUSE));
    }

    @Override
    public boolean postponed(Change change) {
        return Disk.modified(path(change)).isAfter(Instant.now());
    }

    /** Refuses, as a CONFLICT, while files wait for what is decided: what they are to become is said by their length. */
    public void requireWrittenOut() {
        for (Change change : committed()) {
            throw VektraException.conflict(
                    path(change) + " is not written out",
                    Text.of(Next.of("addons:doctor").with("fix")));
        }
    }

    /** An entry with its secrets in another form; empty when it is none. */
    public Optional<byte[]> recoded(String name, byte[] content, Seals form) {
        for (Phase phase : Phase.values()) {
            if (name.endsWith(phase.suffix())) {
                String id = name.substring(0, name.length() - phase.suffix().length());
                return Optional.of(Change.decode(folder.resolve(name), id, phase, content, form)
                        .encode(form));
            }
        }
        return Optional.empty();
    }

    void sync() {
        Disk.sync(folder);
    }

    /** Only who holds that lock alone writes files of that name. */
    @Override
    public void sweep(Name lock) {
        for (Phase phase : Phase.values()) {
            Disk.delete(folder.resolve(temporary(lock, phase)));
        }
    }

    /** The locks whose holders write the half-written files among those names. */
    private static Set<Name> owners(Set<String> names) {
        Set<Name> owners = new LinkedHashSet<>();
        for (String name : names) {
            Matcher parts = HALF_WRITTEN.matcher(name);
            if (parts.matches()) {
                owners.add(Name.alone(Name.Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), parts.group(2)));
            }
        }
        return owners;
    }

    private static String temporary(Name lock, Phase phase) {
        return Disk.TEMPORARY + lock.kind().name().toLowerCase(Locale.ROOT) + "-" + lock.name() + phase.suffix();
    }

    /** The lock that makes a change's files its own; without one nothing could tell a dead change from a living one. */
    private static Name owned(Collection<Name> locks) {
        return locks.stream()
                .filter(lock -> !lock.shared())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a change needs an exclusive lock"));
    }
}
