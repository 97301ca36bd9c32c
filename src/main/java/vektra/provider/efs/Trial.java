package vektra.provider.efs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;

/** Writes a file into an app's folder, reads it and deletes it. */
record Trial() implements Ability.Monitored {
    private static final String MARKER = ".vektra-marker-";

    /** The disk does as it likes with the time. */
    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        Path folder = Path.of(ConfigVar.required(vars, EfsService.PATH));
        String brief = Id.fresh().brief();
        try {
            Path marker = folder.resolve(MARKER + brief);
            try {
                Files.writeString(marker, brief, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (!Files.readString(marker).equals(brief)) {
                    throw new IOException("a file does not hold what was written");
                }
            } finally {
                Files.deleteIfExists(marker);
            }
        } catch (NoSuchFileException e) {
            throw VektraException.unavailable("the folder " + folder + " is gone", "mount its disk", e);
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "the folder " + folder + " cannot be read or written: " + Root.reason(e), null, e);
        }
    }
}
