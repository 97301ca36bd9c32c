package vektra.monitors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.doctor.Finding;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.monitors.MonitorFiles;
import vektra.monitors.canary.Canary;
import vektra.monitors.canary.Standing;

/** What the doctor finds that a test of the command cannot bring about. */
class MonitorDoctorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path home;

    @Test
    void a_disk_that_is_nearly_full_is_asked_about_the_folder_that_is_there() {
        AtomicReference<Path> asked = new AtomicReference<>();
        LogCheck check = new LogCheck(new MonitorFiles(home.resolve("new")), folder -> {
            asked.set(folder);
            return 5L << 20;
        });
        assertThat(check.findings()).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo(Finding.What.LOG);
            assertThat(one.message().toString()).contains(home.toString(), "5", "left, and the log needs");
        });
        assertThat(asked).hasValue(home);
        assertThat(new LogCheck(new MonitorFiles(home), folder -> 1L << 30).findings())
                .isEmpty();
    }

    private static Standing canary(Instant expires, Standing.State state) {
        Id id = Id.fresh();
        AppName name = new AppName("http-a1b2c3");
        Canary canary = new Canary(
                id, "tag", name, "http", Path.of("services/http"), NOW.minusSeconds(90), expires, true, null);
        App app = state == Standing.State.GONE ? null : new App(id, name, NOW, 0, Map.of(), List.of(), List.of());
        return new Standing(canary, app, state);
    }

    private static List<Finding> found(Standing canary) {
        return new CanaryCheck(() -> List.of(canary), CLOCK).findings();
    }

    @Test
    void a_canary_that_is_past_its_time_and_still_there() {
        Instant over = NOW.minus(Duration.ofHours(1));
        assertThat(found(canary(over, Standing.State.EXPIRED))).singleElement().satisfies(one -> {
            assertThat(one.message().toString())
                    .isEqualTo("the canary http-a1b2c3 is still there, although it expired at 2026-11-22 11:00:00 UTC");
            assertThat(String.valueOf(one.hint())).contains("vektra canaries:destroy http-a1b2c3");
        });
        assertThat(found(canary(over, Standing.State.GONE))).isEmpty();
        assertThat(found(canary(over, Standing.State.FOREIGN))).isEmpty();
        assertThat(found(canary(NOW.plusSeconds(1), Standing.State.WHOLE))).isEmpty();
    }
}
