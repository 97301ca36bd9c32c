package vektra.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Progress;

/**
 * Locks that are single bytes of the one file {@code lock} of the home: they hold between processes and between threads,
 * and the system takes them back when a process dies. No process may take a lock twice: the second request waits for
 * ever.
 *
 * <p>A process that asks for more than servers first takes a permit: only so many processes change one home at the same
 * time, however many are started at once.
 */
public final class FileLocks implements Locks {
    private static final int PERMITS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = 16;

    private final Path home;
    private final Progress progress;

    public FileLocks(Path home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    @Override
    public Held hold(Collection<Name> names) {
        return locked(file -> new Bytes(file).take(names));
    }

    @Override
    public Optional<Held> tryHold(Collection<Name> names) {
        return locked(file -> new Bytes(file).tryTake(names));
    }

    @Override
    public Optional<Held> tryHoldAll() {
        return locked(file -> file.takeAll() ? Optional.of(() -> giveAll(file)) : Optional.empty());
    }

    private interface Taking<T> {
        T of(LockFile file) throws IOException;
    }

    private <T> T locked(Taking<T> taking) {
        try {
            HomeOwner.check(home);
            Disk.makeFolder(home);
            return taking.of(LockFile.of(path()));
        } catch (IOException e) {
            throw FileFailure.writing(path(), e);
        }
    }

    private Path path() {
        return home.resolve(Paths.LOCK);
    }

    private void giveAll(LockFile file) {
        try {
            file.giveAll();
        } catch (IOException e) {
            throw FileFailure.writing(path(), e);
        }
    }

    /** The same name asked for twice is one lock, held alone if either wants that. */
    private static Map<Long, Name> inOrder(Collection<Name> names) {
        Map<Long, Name> order = new TreeMap<>();
        for (Name name : names) {
            order.merge(position(name), name, (one, other) -> one.shared() ? other : one);
        }
        return order;
    }

    /** Permits come first, then each kind has a range of its own; within it 60 bits of a hash of the name. */
    private static long position(Name name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.name().length(); i++) {
            hash = (hash ^ name.name().charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return range(name.kind()) << 60 | (hash * 0x9e3779b97f4a7c15L) >>> 4;
    }

    /** Written out and not the enum's number: processes of different versions must agree. */
    private static long range(Name.Kind kind) {
        return switch (kind) {
            case APP -> 1;
            case SERVICE -> 2;
            case ADDON -> 3;
            case SERVER -> 4;
        };
    }

    private static boolean needsPermit(Collection<Name> names) {
        return names.isEmpty() || names.stream().anyMatch(name -> name.kind() != Name.Kind.SERVER);
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private final class Bytes implements Held {
        private final LockFile file;
        private final Deque<Long> positions = new ArrayDeque<>();
        private boolean permitted;

        private Bytes(LockFile file) {
            this.file = file;
        }

        private Held take(Collection<Name> names) throws IOException {
            try {
                if (needsPermit(names)) {
                    await(
                            "for another vektra process to finish, since many are running",
                            () -> file.takePermit(PERMITS));
                    permitted = true;
                }
                for (Map.Entry<Long, Name> lock : inOrder(names).entrySet()) {
                    Name name = lock.getValue();
                    await(
                            "for another vektra process that is working on " + shown(name),
                            () -> file.take(lock.getKey(), name.shared()));
                    positions.push(lock.getKey());
                }
                return this;
            } catch (IOException | RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        private Optional<Held> tryTake(Collection<Name> names) throws IOException {
            for (Map.Entry<Long, Name> lock : inOrder(names).entrySet()) {
                if (!file.take(lock.getKey(), lock.getValue().shared())) {
                    close();
                    return Optional.empty();
                }
                positions.push(lock.getKey());
            }
            return Optional.of(this);
        }

        private void await(String what, Attempt attempt) throws IOException {
            long start = System.nanoTime();
            boolean reported = false;
            for (long pause = 1; !attempt.succeeds(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
                if (!reported && System.nanoTime() - start > PATIENCE) {
                    progress.doing("waiting " + what);
                    reported = true;
                }
                try {
                    file.pause(ThreadLocalRandom.current().nextLong(1, pause + 1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw VektraException.unavailable("interrupted while waiting " + what, null, e);
                }
            }
        }

        private String shown(Name name) {
            return name.kind().name().toLowerCase(Locale.ROOT) + " " + name.name();
        }

        @Override
        public void close() {
            try {
                while (!positions.isEmpty()) {
                    file.give(positions.pop());
                }
                if (permitted) {
                    permitted = false;
                    file.givePermit();
                }
            } catch (IOException e) {
                throw FileFailure.writing(path(), e);
            }
        }
    }
}
