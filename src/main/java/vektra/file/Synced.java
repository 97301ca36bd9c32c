package vektra.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vektra.model.service.Client;
import vektra.program.Child;
import vektra.program.TimeLimit;

/** Waits until what was changed is on the disk. */
public final class Synced {
    private static final Duration LONG = Duration.ofMinutes(30);

    private Synced() {}

    /** Which files a folder has: one renamed or deleted in it would else be back after a power cut. */
    public static void entries(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** All that is in a folder, with the rest of its file system: one call, where each of a million files would take one. */
    public static void all(Path folder) {
        Child.of(new Client(List.of("sync", "-f", folder.toString()), Map.of()))
                .run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new TimeLimit(LONG));
    }
}
