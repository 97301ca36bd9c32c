package vektra.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vektra.model.schedule.Destination;
import vektra.model.service.Client;
import vektra.model.text.FileFailure;
import vektra.program.Child;
import vektra.program.TimeLimit;

/** Gives a backup to a command of a shell. */
record CommandCopy(Destination.Command to, Duration limit) {
    /** In the arguments of the shell every user of the machine could read it. */
    private static final String COMMAND = "VEKTRA_BACKUP_COMMAND";

    void write(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, String> environment = Map.of(
                    COMMAND,
                    to.command().reveal(),
                    "VEKTRA_BACKUP_NAME",
                    name,
                    "VEKTRA_BACKUP_BYTES",
                    String.valueOf(Files.size(file)));
            Client shell = new Client(List.of("/bin/sh", "-c", "eval \"$" + COMMAND + "\""), environment);
            new Child("the command", shell, variable -> false, List.of())
                    .run(in, OutputStream.nullOutputStream(), new TimeLimit(limit));
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }
}
