package vektra.provider.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.archive.ArchiveWriter;
import vektra.archive.Archives;
import vektra.archive.Entry;
import vektra.archive.Exchange;
import vektra.archive.Notes;
import vektra.file.Listing;
import vektra.model.addon.Holdings;
import vektra.provider.s3.server.DataFolder;
import vektra.provider.s3.server.Reserved;
import vektra.provider.s3.server.Tree;

/** Whole buckets: to files and back, and exchanged. */
record Buckets(DataFolder folder) {
    private static final Archives ARCHIVES = new Archives("object", Notes.KEPT, false, Buckets::requireObject);
    private static final Pattern BETWEEN = Pattern.compile("([0-9a-f]{12})\\.([^+]+)\\+([0-9a-f]{12})\\.(.+)");

    /** The bucket of an add-on; one that is gone is an error. */
    Path of(String addon) throws IOException {
        String bucket = folder.bucketOf(addon);
        if (bucket == null) {
            throw new NoSuchFileException(folder.addon(addon).toString(), null, "the bucket is gone");
        }
        return folder.bucket(addon, bucket);
    }

    /** Writes the objects as they are now, and loads them into an empty bucket, beside which they are linked meanwhile. */
    Holdings dump(String addon, Path to, String scratch) throws IOException {
        return linked(addon, scratch, snapshot -> ARCHIVES.dump(snapshot, to, () -> load(scratch, to)));
    }

    /** Writes the objects as they are now, which are linked beside the bucket meanwhile. */
    String export(String addon, OutputStream to) throws IOException {
        return linked(
                addon,
                addon,
                snapshot -> ArchiveWriter.write(snapshot, to, Notes.KEPT).words(ARCHIVES.one()));
    }

    private interface Work<T> {
        T on(Path snapshot) throws IOException;
    }

    private <T> T linked(String addon, String beside, Work<T> work) throws IOException {
        Path snapshot = folder.snapshot(beside);
        Tree.delete(snapshot);
        try {
            Files.createDirectory(snapshot);
            Tree.link(of(addon), snapshot);
            return work.on(snapshot);
        } finally {
            Tree.delete(snapshot);
        }
    }

    private static void requireObject(Entry entry) throws IOException {
        switch (entry.type()) {
            case LINK, HARD_LINK -> throw new IOException(entry.path() + " is a link, which can be no object");
            case FILE -> Reserved.requireImportable(entry.path());
            case FOLDER -> {}
        }
    }

    /** What a tar archive of any tool holds. */
    static String holds(Path archive) {
        return ARCHIVES.holds(archive);
    }

    /** Adds the files of an archive as objects. */
    Path take(String addon, Path archive) throws IOException {
        Path bucket = of(addon);
        ARCHIVES.add(archive, bucket);
        Etags.check(bucket);
        Etags.complete(bucket);
        return bucket;
    }

    static String verify(Path dump) {
        return ARCHIVES.verify(dump, Etags::check);
    }

    /** Compares each byte with the file, and each object with its ETag. */
    Holdings load(String empty, Path dump) throws IOException {
        Path bucket = of(empty);
        Holdings loaded = ARCHIVES.load(dump, bucket);
        Etags.check(bucket);
        return loaded;
    }

    /** Both are shut. */
    void exchange(String one, String other) throws IOException {
        Path first = of(one);
        Path second = of(other);
        Path between =
                folder.exchanges().resolve(one + "." + first.getFileName() + "+" + other + "." + second.getFileName());
        new Exchange(first, second, between).make();
    }

    /** Completes an exchange that a crash cut off; the caller alone changes the add-on. */
    void settle(String addon) throws IOException {
        for (Path between : Listing.of(folder.exchanges())) {
            Matcher name = BETWEEN.matcher(between.getFileName().toString());
            if (name.matches() && (name.group(1).equals(addon) || name.group(3).equals(addon))) {
                new Exchange(
                                folder.bucket(name.group(1), name.group(2)),
                                folder.bucket(name.group(3), name.group(4)),
                                between)
                        .settle();
            }
        }
    }
}
