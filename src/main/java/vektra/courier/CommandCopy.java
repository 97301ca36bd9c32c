package vektra.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** In a session of its own, where the machine has the program for that: then all of it can be ended at once. */
    private static final String START =
            "command -v setsid >/dev/null 2>&1 && exec setsid /bin/sh -c \"$0\"; eval \"$" + COMMAND + "\"";

    /**
     * Ends with the process that feeds it, also where that is killed: at once while it is being fed, since what was fed would
     * look like a whole backup, and within a second later. The link to its program goes before its pipes are closed.
     */
    private static final String WATCHED = """
            vektra=$PPID
            if [ -e "/proc/$vektra/exe" ]; then
              alive() { [ -e "/proc/$vektra/exe" ]; }
            else
              alive() { kill -0 "$vektra" 2>/dev/null; }
            fi
            { while alive; do sleep 1; done; kill -KILL 0; } </dev/null >/dev/null 2>&1 &
            watch=$!
            { cat; alive || kill -KILL 0; } | ( eval "$VEKTRA_BACKUP_COMMAND" )
            code=$?
            kill "$watch"
            exit "$code"
            """;

    void write(Content content, String name) {
        try (InputStream in = content.from(0)) {
            Map<String, String> environment = Map.of(
                    COMMAND,
                    to.command().reveal(),
                    "VEKTRA_BACKUP_NAME",
                    name,
                    "VEKTRA_BACKUP_BYTES",
                    String.valueOf(content.size()));
            Client shell = new Client(List.of("/bin/sh", "-c", START, WATCHED), environment);
            new Child("the command", shell, variable -> false, List.of())
                    .run(in, OutputStream.nullOutputStream(), new TimeLimit(limit));
        } catch (IOException e) {
            throw FileFailure.reading(content.file(), e);
        }
    }
}
