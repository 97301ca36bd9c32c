package vektra.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.server.file.PrivateFiles;
import vektra.server.process.ProcessTable.Entry;

/**
 * A process that was started, as its pid file remembers it. A pid alone proves nothing: it is given away again after
 * the process died, so the time of its start and the boot of the machine belong to it.
 */
public record Running(long pid, String start, String boot) {

    /** The process with that pid, which must exist still. */
    public static Running of(long pid) {
        String start = ProcessTable.find(pid).map(Entry::start).orElse("gone");
        return new Running(pid, start, ProcessTable.boot());
    }

    /** What the pid file says, whether true or not; empty without a file or with a damaged one. */
    public static Optional<Running> read(Path pidFile) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new Running(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The process of the pid file if it lives. */
    public static Optional<Running> alive(Path pidFile) {
        return read(pidFile).filter(Running::alive);
    }

    /**
     * Whether it works in that folder or below, as servers do; true where the system does not tell. The pid file of a
     * home that was copied names the original's process.
     */
    public boolean worksIn(Path folder) {
        Path there = ProcessTable.folder(pid);
        boolean below = there == null;
        for (Path at = there; at != null && !below; at = at.getParent()) {
            below = at.equals(folder) || isSame(at, folder);
        }
        return below;
    }

    /** Also under another path, as where a home is mounted a second time. */
    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    public void write(Path pidFile) {
        PrivateFiles.write(pidFile, pid + "\n" + start + "\n" + boot + "\n");
    }

    /** The same process, neither dead nor a zombie. */
    public boolean alive() {
        return entry().isPresent();
    }

    public boolean leadsSession() {
        return entry().filter(entry -> entry.session() == pid).isPresent();
    }

    public boolean suspended() {
        return entry().filter(Entry::suspended).isPresent();
    }

    /** Whether it can still answer: one that was killed may hold its memory and its port for a while. */
    public boolean working() {
        return entry().filter(entry -> !entry.ending()).isPresent();
    }

    /** By hand: a record's own is linked at run time, which takes a command some 15 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Running that && pid == that.pid && start.equals(that.start) && boot.equals(that.boot);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(pid);
    }

    private Optional<Entry> entry() {
        return ProcessTable.find(pid)
                .filter(entry -> entry.start().equals(start) && !entry.dead())
                .filter(entry -> boot.equals(ProcessTable.boot()));
    }
}
