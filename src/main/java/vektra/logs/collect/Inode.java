package vektra.logs.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file is, whatever it is called. */
public record Inode(long device, long number) {
    /** That of a regular file; null when there is none of that name. */
    public static @Nullable Inode of(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino");
            return attributes.get("dev") instanceof Long device && attributes.get("ino") instanceof Long number
                    ? new Inode(device, number)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
