package vektra.store.format;

import java.nio.file.Path;
import java.time.Instant;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;

/** {@code export.json}: the first thing in what a home sends to another one. */
public final class ExportFile {
    public static final String NAME = "export.json";

    private ExportFile() {}

    public static byte[] encode(Instant made) {
        return Json.page(out -> out.writeStringField("created_at", made.toString()));
    }

    /** Refuses what a newer version sent, as UNAVAILABLE, and what has none, as INVALID. */
    public static void require(Path file) {
        byte[] content = Disk.read(file)
                .orElseThrow(() -> VektraException.invalid("the file was not written by home:export", null));
        Node.read(file, content, node -> node.instant("created_at"));
    }
}
