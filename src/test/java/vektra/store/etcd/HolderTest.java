package vektra.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whether who holds a lock is gone. */
class HolderTest {
    private static final Holder US = Holder.of(7);

    /** The time of day that a process began at moves with the clock of the machine. */
    @Test
    void its_start_is_counted_from_that_of_the_machine() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        assertThat(US.started())
                .isEqualTo(Long.parseLong(stat.replaceFirst(".*\\) ", "").split(" ")[19]));
    }

    @Test
    void it_is_as_it_says() {
        assertThat(Holder.read(new Entry("lock", US.bytes(), 1))).isEqualTo(US);
        assertThat(US.isDead()).isFalse();
    }

    @Test
    void another_process_of_its_number_is_another_one() {
        assertThat(new Holder(7, US.machine(), US.process(), US.started() + 1).isDead())
                .isTrue();
    }

    @Test
    void one_of_another_machine_is_not_known_to_be_gone() {
        assertThat(new Holder(7, "elsewhere", US.process(), US.started() + 1).isDead())
                .isFalse();
        assertThat(new Holder(7, "", US.process(), US.started() + 1).isDead()).isFalse();
    }
}
