package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** The whole way: a monitor that fails, the process that runs it, and a message for each incident. */
class AlertedIT {
    @Test
    void a_monitor_that_fails_and_recovers_has_two_messages() throws Exception {
        try (Home home = new Home()) {
            Path got = home.scratch().resolve("got");
            Path flag = home.scratch().resolve("flag");
            monitor(home, "monitors/db/up", "test -e " + flag, "interval=1s\n");
            monitor(home, "monitors/app/login", "test -e " + flag, "interval=1s\nneeds=db/up\n");
            home.vektra("alerts:add", "command", "echo \"$ALERT_EVENT $ALERT_SOURCE\" >> " + got)
                    .ok();
            Process start = home.start(Map.of(), "monitors:start");
            try {
                await().until(() -> Files.exists(got));
                Files.createFile(flag);
                await().untilAsserted(() ->
                        assertThat(Files.readAllLines(got)).isEqualTo(List.of("opened db.up", "recovered db.up")));
                assertThat(home.json("alerts").at("/0/open")).isEmpty();
            } finally {
                start.destroy();
                start.waitFor();
            }
        }
    }

    private static void monitor(Home home, String name, String script, String settings) throws Exception {
        Path file = home.scratch().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(Path.of(file + ".conf"), settings);
    }
}
