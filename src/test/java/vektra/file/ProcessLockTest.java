package vektra.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** One holder at a time. */
class ProcessLockTest {
    @TempDir
    Path folder;

    @Test
    void while_one_has_it_no_other_gets_it() throws IOException {
        Path file = folder.resolve("made/on/demand.lock");
        try (ProcessLock held = ProcessLock.tryTake(file).orElseThrow()) {
            held.write("a long word");
            held.write("one\n");
            assertThat(file).content().isEqualTo("one\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(ProcessLock.tryTake(file)).isEmpty();
            assertThat(ProcessLock.tryTake(folder.resolve("made/../made/on/demand.lock")))
                    .isEmpty();
            ProcessLock.tryTake(folder.resolve("another.lock")).orElseThrow().close();
        }
        ProcessLock.tryTake(file).orElseThrow().close();
    }

    @Test
    void who_waits_gets_it_once_it_is_given_back() throws Exception {
        Path file = folder.resolve("lock");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<ProcessLock> next;
            try (ProcessLock held = ProcessLock.take(file)) {
                next = threads.submit(() -> ProcessLock.take(file));
                held.write("first");
                assertThat(next.isDone()).isFalse();
            }
            try (ProcessLock held = next.get()) {
                held.write("second");
                assertThat(ProcessLock.tryTake(file)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_cannot_be_locked_is_said_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ProcessLock.tryTake(folder))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .hasMessageStartingWith("cannot lock " + folder + ": ");
        }
    }
}
