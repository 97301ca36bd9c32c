package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/**
 * Kills Vektra between two steps with a container, at points that {@link Sample} draws and scripts/soak takes all of;
 * runs the next command, and finds nothing left behind.
 */
@Tag("containers")
@Sampled(oneIn = Sample.SWEEPS)
class ContainerCrashIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 60;

    @Test
    void enable_killed_anywhere_works_the_next_time_and_disable_killed_anywhere_leaves_nothing() throws Exception {
        int enabling = 0;
        int disabling = 0;
        for (int n = 1; ; n++) {
            assertThat(n).isLessThan(MORE_THAN_ANY_COMMAND_HAS);
            if (!Sample.hasPoint(n)) {
                continue;
            }
            try (Home home = new Home()) {
                Map<String, String> there = Map.of("VEKTRA_FAILPOINT", String.valueOf(n));
                Home.Ran enable = home.vektra(there, "addons:enable", "redis", "--from", "docker");
                if (enable.code() != 0) {
                    enable.exits(137);
                    enabling++;
                    home.vektra("addons:enable", "redis", "--from", "docker").ok();
                }
                assertThat(atEngine(home)).as(enable.err()).hasSize(2);
                assertThat(journal(home)).as(enable.err()).isEmpty();
                Home.Ran disable =
                        home.vektra(there, "addons:disable", "redis", "--destroy-data", "--confirm", "redis");
                if (disable.code() != 0) {
                    disable.exits(137);
                    disabling++;
                    home.vektra("addons:disable", "redis", "--destroy-data", "--confirm", "redis")
                            .ok();
                }
                assertThat(atEngine(home)).as(disable.err()).isEmpty();
                assertThat(journal(home)).as(disable.err()).isEmpty();
                assertThat(home.path().resolve("servers/redis")).doesNotExist();
                if (enable.code() == 0 && disable.code() == 0) {
                    break;
                }
            }
        }
        assertThat(enabling).isGreaterThanOrEqualTo(10 / Sample.points());
        assertThat(disabling).isPositive();
    }

    /** The containers and volumes of this home. */
    private static List<String> atEngine(Home home) {
        String label = "label=vektra.home=" + home.path();
        return (home.program(Map.of(), "docker", "ps", "-aq", "--filter", label)
                                .ok()
                                .out()
                        + home.program(Map.of(), "docker", "volume", "ls", "-q", "--filter", label)
                                .ok()
                                .out())
                .lines()
                .toList();
    }

    private static List<Path> journal(Home home) throws IOException {
        Path journal = home.path().resolve("journal");
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(journal)) {
            return entries.toList();
        }
    }
}
