package vektra.provider.postgres.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.model.service.Archive.Base;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/**
 * The files of an archive, which the script writes: below a folder for each cluster, called {@code MAJOR-IDENTIFIER}, so that
 * what begins anew never meets what was, {@code wal} and {@code base}.
 */
record ArchiveFolder(Path folder) {
    private static final Pattern CLUSTER = Pattern.compile("[0-9]+-[0-9]+");
    private static final Pattern SEGMENT = Pattern.compile("([0-9A-F]{24})\\.gz");
    private static final Pattern START = Pattern.compile("START WAL LOCATION: .*\\(file ([0-9A-F]{24})\\)");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The data of one initdb. */
    record Cluster(Path folder) {
        String major() {
            String name = String.valueOf(folder.getFileName());
            return name.substring(0, name.indexOf('-'));
        }

        Path wal() {
            return folder.resolve("wal");
        }

        Path bases() {
            return folder.resolve("base");
        }
    }

    static ArchiveFolder of(Server server) {
        return new ArchiveFolder(Archiving.folder(server));
    }

    /** What a base backup that was complete at that time is called. */
    static String name(Instant finished) {
        return NAME.format(finished);
    }

    static Instant time(String name) {
        return NAME.parse(name, Instant::from);
    }

    /** The cluster that a server's data is now; empty when it is not there. */
    Optional<Cluster> current(Server server) {
        Path data = data(server);
        Path control = data.resolve("global/pg_control");
        ByteBuffer identifier = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel in = FileChannel.open(control, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            in.read(identifier);
            String major = Files.readString(data.resolve("PG_VERSION")).strip();
            return Optional.of(new Cluster(folder.resolve(
                    major + "-" + Long.toUnsignedString(identifier.flip().getLong()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Those of a server: another home may keep the archive of one of the same id in the same folder. */
    List<Cluster> clusters(Server server) {
        Path own = data(server);
        return names(folder).stream()
                .filter(name -> CLUSTER.matcher(name).matches())
                .map(name -> new Cluster(folder.resolve(name)))
                .filter(cluster -> !isOfAnother(cluster, own))
                .toList();
    }

    /** Whether the script wrote it for data in another folder, which is there. */
    private static boolean isOfAnother(Cluster cluster, Path own) {
        try {
            String first = Files.readString(cluster.folder().resolve("server")).strip();
            return !first.equals(own.toString()) && Files.isDirectory(Path.of(first));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static Path data(Server server) {
        return Archiving.real(server).resolve("data/cluster");
    }

    /** The complete base backups of all clusters, the oldest first. */
    List<Base> bases(Server server) {
        Optional<Cluster> current = current(server);
        List<Base> all = new ArrayList<>();
        for (Cluster cluster : clusters(server)) {
            List<String> bases = baseNames(cluster);
            NavigableSet<String> segments = bases.isEmpty() ? new TreeSet<>() : segments(cluster);
            boolean growing = current.filter(cluster::equals).isPresent();
            Map<String, WalSequence> later = new HashMap<>();
            for (int i = bases.size() - 1; i >= 0; i--) {
                String first = segment(cluster.bases().resolve(bases.get(i)));
                WalSequence sequence = WalSequence.from(first, segments, later);
                later.put(first, sequence);
                all.add(base(cluster, bases.get(i), sequence, growing));
            }
        }
        all.sort(Comparator.comparing(Base::finishedAt));
        return all;
    }

    /** What is complete; the oldest first. */
    static List<String> baseNames(Cluster cluster) {
        return names(cluster.bases()).stream()
                .filter(name -> name.endsWith("Z"))
                .toList();
    }

    /** When the last base backup that is not complete was begun. */
    static Optional<Instant> attempt(Cluster cluster) {
        return names(cluster.bases()).stream()
                .filter(name -> name.endsWith(".new"))
                .map(name -> modified(cluster.bases().resolve(name)))
                .max(Comparator.naturalOrder());
    }

    private static Base base(Cluster cluster, String name, WalSequence sequence, boolean growing) {
        Path place = cluster.bases().resolve(name);
        Path last = cluster.wal().resolve(sequence.last() + ".gz");
        Instant finished = time(name);
        // what was written by the time of a segment is in it or before it
        Instant reach = Files.exists(last) ? modified(last) : finished;
        return new Base(
                place.toString(),
                cluster.major(),
                finished,
                reach.isBefore(finished) ? finished : reach,
                sequence.missing(),
                sequence.last(),
                growing);
    }

    /** Whether what was written after a base backup is not all there, so that later moments cannot be had from it. */
    static boolean hasGap(Cluster cluster, String name) {
        return WalSequence.from(segment(cluster.bases().resolve(name)), segments(cluster), Map.of())
                        .missing()
                != null;
    }

    /** The segment that the recovery from a base backup begins with. */
    static String segment(Path base) {
        Path label = base.resolve("backup_label");
        try {
            Matcher matcher = START.matcher(Files.readString(label));
            if (matcher.find()) {
                return String.valueOf(matcher.group(1));
            }
            throw VektraException.unavailable(label + " is no label of a base backup", null, null);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + label, e.getMessage(), e);
        }
    }

    /** The names of the segments. */
    private static NavigableSet<String> segments(Cluster cluster) {
        return names(cluster.wal()).stream()
                .map(SEGMENT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> String.valueOf(matcher.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // gone meanwhile
        }
    }

    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + folder, e.getMessage(), e);
        }
    }
}
