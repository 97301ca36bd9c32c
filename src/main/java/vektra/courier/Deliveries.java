package vektra.courier;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import vektra.age.Envelope;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.text.FileFailure;
import vektra.spi.Courier;

/**
 * Copies to every kind of destination.
 *
 * @param limit how long one copy may take
 * @param authority what verifies the certificates of Vektra's own servers; may be missing
 * @param part how many bytes one request to a bucket has; what is larger goes there in several
 */
public record Deliveries(Duration limit, Path authority, long part) implements Courier {
    /** Ten thousand of them, which is as many as a bucket takes, are 1.2 TiB. */
    public static final long PART = 128L << 20;

    @Override
    public void deliver(Copies copies, Path file, String name) {
        Content content = content(copies, file);
        Destination to = copies.to();
        if (to instanceof Destination.Folder folder) {
            new FolderCopy(Path.of(folder.path())).write(content, name);
        } else if (to instanceof Destination.Command command) {
            new CommandCopy(command, limit).write(content, name);
        } else if (to instanceof Destination.Bucket bucket) {
            new BucketCopy(bucket, limit, authority, part).write(content, name);
        }
    }

    private static Content content(Copies copies, Path file) {
        try {
            return new Content(file, copies.encrypted() ? new Envelope(file, copies.recipients()) : null);
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    @Override
    public void remove(Destination from, String name) {
        if (from instanceof Destination.Folder folder) {
            new FolderCopy(Path.of(folder.path())).remove(name);
        } else if (from instanceof Destination.Bucket bucket) {
            new BucketCopy(bucket, limit, authority, part).remove(name);
        }
    }
}
