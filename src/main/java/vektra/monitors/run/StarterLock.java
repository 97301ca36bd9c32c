package vektra.monitors.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vektra.file.ProcessLock;
import vektra.model.text.FileFailure;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** That one process starts the monitors of a home: a lock that says who has it. */
final class StarterLock implements AutoCloseable {
    private final Path file;
    private final ProcessLock lock;

    private StarterLock(Path file, ProcessLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes it; CONFLICT while another process has it. */
    static StarterLock take(MonitorFiles files) {
        return new StarterLock(files.lock(), ProcessLock.tryTake(files.lock()).orElseThrow(() -> taken(files.lock())));
    }

    private static VektraException taken(Path file) {
        String pid = holder(file).map(found -> ", process " + found).orElse("");
        return VektraException.conflict(
                "the monitors of this home are running already" + pid,
                Text.of(
                        "see: ",
                        Next.of("monitors:ps"),
                        "; how many run is changed by: ",
                        Next.of("monitors:scale", "NAME=2")));
    }

    /** Says who has it. */
    void sign() {
        try {
            lock.write(ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    /** The pid of the process that has it; empty when none has. */
    static Optional<Long> holder(Path file) {
        return signature(file).filter(pid -> ProcessHandle.of(pid).isPresent());
    }

    /** Whether the process that had it was killed. */
    static boolean isLeft(Path file) {
        return signature(file).filter(pid -> ProcessHandle.of(pid).isEmpty()).isPresent();
    }

    private static Optional<Long> signature(Path file) {
        try {
            return Optional.of(Files.readString(file).strip())
                    .filter(text -> text.matches("[0-9]{1,10}"))
                    .map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (lock) {
            lock.write("");
        } catch (IOException e) {
            // it names a process that will have ended
        }
    }
}
