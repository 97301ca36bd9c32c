package vektra.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.store.Things;

/** When a clock is believed that is ahead of what the home has seen. */
class ClockFileTest {
    private static final Instant NOON = Things.NOON;

    @TempDir
    private Path folder;

    private final Machine machine = new Machine();
    private ClockFile clock;

    /** A machine whose clock and whose time since its start go as a test wants it. */
    private static final class Machine implements ClockFile.Uptime {
        private String boot = "b1";
        private Duration up = Duration.ofHours(5);
        private Instant now = NOON;

        @Override
        public String boot() {
            return boot;
        }

        @Override
        public Duration up() {
            return up;
        }

        private void run(Duration time) {
            up = up.plus(time);
            now = now.plus(time);
        }

        private void off(Duration time) {
            boot = boot + "1";
            up = Duration.ofSeconds(20);
            now = now.plus(time);
        }

        private void set(Duration ahead) {
            now = now.plus(ahead);
        }
    }

    @BeforeEach
    void used() {
        clock = new ClockFile(folder, machine);
        believed();
    }

    private void believed() {
        assertThat(clock.ahead(machine.now, () -> true, true)).isEmpty();
    }

    private void heldBack(Instant last) {
        assertThat(clock.ahead(machine.now, () -> true, true)).contains(last);
    }

    @Test
    void should_hold_back_while_a_clock_is_ahead_and_go_on_when_it_is_right_again() {
        machine.set(Duration.ofDays(400));
        heldBack(NOON);
        machine.run(Duration.ofMinutes(9));
        heldBack(NOON);
        machine.set(Duration.ofDays(-400));
        believed();
        machine.run(Duration.ofMinutes(5));
        machine.set(Duration.ofDays(400));
        heldBack(NOON.plus(Duration.ofMinutes(9)));
    }

    @Test
    void should_believe_a_clock_that_stays_where_it_is() {
        machine.set(Duration.ofDays(2));
        heldBack(NOON);
        machine.run(ClockFile.PATIENCE);
        believed();
        believed();
    }

    @Test
    void should_believe_it_when_asked_to() {
        machine.set(Duration.ofDays(2));
        heldBack(NOON);
        clock.believe(machine.now);
        believed();
    }

    @Test
    void should_not_take_two_wrong_times_for_one() {
        machine.set(Duration.ofDays(400));
        heldBack(NOON);
        machine.run(ClockFile.PATIENCE);
        machine.set(Duration.ofDays(400));
        heldBack(NOON);
        machine.run(ClockFile.PATIENCE);
        machine.set(Duration.ofDays(-600));
        heldBack(NOON);
        machine.run(ClockFile.PATIENCE);
        believed();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 1000})
    void should_believe_a_machine_that_ran_while_the_home_was_not_used(int days) {
        machine.run(Duration.ofDays(days));
        believed();
    }

    @Test
    void should_hold_back_once_after_the_machine_was_off() {
        machine.off(Duration.ofDays(90));
        heldBack(NOON);
        machine.off(Duration.ofMinutes(15));
        heldBack(NOON);
        machine.run(ClockFile.PATIENCE);
        believed();
    }

    @Test
    void should_bear_a_night_off_and_a_clock_set_back() {
        machine.off(Duration.ofHours(23));
        believed();
        machine.set(Duration.ofDays(-40));
        believed();
        machine.set(Duration.ofDays(40));
        heldBack(NOON.plus(Duration.ofHours(23)).minus(Duration.ofDays(40)));
    }

    @Test
    void should_believe_anything_while_nothing_depends_on_it() {
        machine.set(Duration.ofDays(400));
        assertThat(clock.ahead(machine.now, () -> false, true)).isEmpty();
        believed();
    }

    @Test
    void should_keep_it_to_its_owner_and_leave_no_other_file() throws IOException {
        assertThat(folder.toFile().list()).containsExactly("clock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("clock"))))
                .isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(folder.resolve("clock"));
        machine.set(Duration.ofDays(400));
        assertThat(clock.ahead(machine.now, () -> true, false)).contains(NOON);
        assertThat(folder.resolve("clock")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "x", "999999999999999999999 b1 1\n", "1 b1\n"})
    void should_take_a_damaged_file_for_none(String content) throws IOException {
        Files.writeString(folder.resolve("clock"), content);
        machine.set(Duration.ofDays(400));
        believed();
    }

    @Test
    void should_make_no_home() {
        Path missing = folder.resolve("missing");
        assertThat(new ClockFile(missing, machine).ahead(NOON, () -> true, true))
                .isEmpty();
        assertThat(missing).doesNotExist();
    }
}
