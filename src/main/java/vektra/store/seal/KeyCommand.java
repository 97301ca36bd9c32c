package vektra.store.seal;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vektra.model.HomeKey;
import vektra.model.service.Client;
import vektra.program.Child;
import vektra.program.TimeLimit;

/** A shell command that prints the key. */
record KeyCommand(String command) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What it prints; UNAVAILABLE when it fails or takes too long. */
    String printed() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Client shell = new Client(List.of("/bin/sh", "-c", command), Map.of());
        new Child(HomeKey.COMMAND, shell, variable -> false, List.of())
                .run(InputStream.nullInputStream(), printed, new TimeLimit(LIMIT));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
