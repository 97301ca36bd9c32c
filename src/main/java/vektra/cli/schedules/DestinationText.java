package vektra.cli.schedules;

import java.nio.file.Files;
import java.nio.file.Path;
import vektra.cli.command.Invocation;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Destination.Bucket;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** Reads what a user types for the place of copies. */
final class DestinationText {
    private DestinationText() {}

    static Destination read(String text, Invocation with) {
        if (text.isBlank()) {
            throw VektraException.invalid("the destination is empty", "a folder, a command, or " + Bucket.FORM);
        }
        if (text.startsWith(Bucket.SCHEME)) {
            return Bucket.parse(text, with.environment());
        }
        Path path = with.folder().resolve(text).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return new Destination.Folder(path.toString());
        }
        boolean isPath = text.contains("/") && !text.matches("(?s).*\\s.*");
        if (isPath && !Files.isExecutable(path)) {
            throw VektraException.invalid("there is no folder " + path, "create it, or mount the disk that it is on");
        }
        // the command runs wherever its scheduler does
        return new Destination.Command(new Secret(isPath ? Input.quoted(path.toString()) : text));
    }
}
