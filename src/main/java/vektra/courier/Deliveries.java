package vektra.courier;

import java.nio.file.Path;
import java.time.Duration;
import vektra.model.schedule.Destination;
import vektra.spi.Courier;

/**
 * Copies to every kind of destination.
 *
 * @param limit how long one copy may take
 * @param authority what verifies the certificates of Vektra's own servers; may be missing
 */
public record Deliveries(Duration limit, Path authority) implements Courier {
    @Override
    public void deliver(Destination to, Path file, String name) {
        if (to instanceof Destination.Folder folder) {
            new FolderCopy(Path.of(folder.path())).write(file, name);
        } else if (to instanceof Destination.Command command) {
            new CommandCopy(command, limit).write(file, name);
        } else if (to instanceof Destination.Bucket bucket) {
            new BucketCopy(bucket, limit, authority).write(file, name);
        }
    }
}
