package vektra.logs.router;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.Cursor;
import vektra.logs.spool.CursorFile;
import vektra.logs.spool.LogFiles;
import vektra.logs.spool.Spool;
import vektra.model.logs.Drain;
import vektra.model.logs.LogStream;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.spi.LogDrain;

/** The shippers of all drains, in step with the drains that there are. */
public final class Fleet {
    private static final long LONGEST_END_MILLIS = 2000;

    private final LogFiles files;
    private final Supplier<List<Drain>> drains;
    private final Function<ServiceName, LogDrain> kinds;
    private final String host;
    private final Clock clock;
    private final Map<Id, Shipper> shippers = new HashMap<>();
    /** Those that still end. */
    private final List<Shipper> leaving = new ArrayList<>();

    private volatile List<Shipper> all = List.of();

    Fleet(
            LogFiles files,
            Supplier<List<Drain>> drains,
            Function<ServiceName, LogDrain> kinds,
            String host,
            Clock clock) {
        this.files = files;
        this.drains = drains;
        this.kinds = kinds;
        this.host = host;
        this.clock = clock;
    }

    /** Where the drains were when the last router ended. */
    Spool.Place reached() throws IOException {
        long position = 0;
        long sequence = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(LogFiles.make(files.cursors()))) {
            for (Path file : all) {
                CursorFile.State state = new CursorFile(file).read();
                if (state != null) {
                    position = Math.max(position, state.fresh());
                    sequence = Math.max(sequence, state.sequence());
                }
            }
        }
        return new Spool.Place(position, sequence);
    }

    /** Begins with the drains that there are, and forgets what is left of others. */
    synchronized void start(Spool spool) throws IOException {
        List<Drain> now = drains.get();
        follow(now, spool);
        Set<String> known = new HashSet<>();
        now.forEach(drain -> known.add(drain.id().value()));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files.cursors())) {
            for (Path file : all) {
                if (!known.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Looks which drains there are now: lines that are written from then on go to these, and to no other place. As long as
     * the drains cannot be read, those of before stay, and the answer is false.
     */
    synchronized boolean refresh(Spool spool) throws IOException {
        List<Drain> now;
        try {
            now = drains.get();
        } catch (RuntimeException e) {
            return false;
        }
        follow(now, spool);
        return true;
    }

    private void follow(List<Drain> now, Spool spool) throws IOException {
        Set<Id> kept = new HashSet<>();
        for (Drain drain : now) {
            kept.add(drain.id());
            Shipper known = shippers.get(drain.id());
            if (known == null) {
                Cursor cursor = new Cursor(files.cursor(drain.id()), spool, clock);
                begin(drain, cursor, spool, null);
            } else if (!known.drain().equals(drain)) {
                known.end();
                leaving.add(known);
                begin(drain, known.cursor(), spool, known);
            }
        }
        Iterator<Shipper> present = shippers.values().iterator();
        while (present.hasNext()) {
            Shipper shipper = present.next();
            if (!kept.contains(shipper.drain().id())) {
                present.remove();
                shipper.cursor().handTo(null);
                shipper.end();
                leaving.add(shipper);
                shipper.cursor().delete();
            }
        }
        all = List.copyOf(shippers.values());
        leaving.removeIf(shipper -> !shipper.alive());
    }

    private void begin(Drain drain, Cursor cursor, Spool spool, @Nullable Shipper before) {
        Shipper shipper = new Shipper(drain, kinds, spool, cursor, host, clock, before);
        cursor.handTo(shipper);
        shippers.put(drain.id(), shipper);
        shipper.start();
    }

    List<Shipper> all() {
        return all;
    }

    Optional<Shipper> named(DrainName name) {
        return all.stream()
                .filter(shipper -> shipper.drain().name().equals(name))
                .findFirst();
    }

    boolean takes(LogStream stream) {
        for (Shipper shipper : all) {
            if (shipper.drain().takes(stream)) {
                return true;
            }
        }
        return false;
    }

    void wake() {
        for (Shipper shipper : all) {
            shipper.wake();
        }
    }

    /** Cuts off connections that take nothing for so long. */
    synchronized void watch(long nanos) {
        all.forEach(shipper -> shipper.watch(nanos));
        leaving.forEach(shipper -> shipper.watch(nanos));
    }

    /** Ends all and notes where they are. */
    synchronized void end() throws InterruptedException, IOException {
        long until = System.nanoTime() + LONGEST_END_MILLIS * 1_000_000;
        all.forEach(Shipper::end);
        for (Shipper shipper : all) {
            shipper.ended((until - System.nanoTime()) / 1_000_000);
        }
        for (Shipper shipper : all) {
            shipper.cursor().save();
        }
    }
}
