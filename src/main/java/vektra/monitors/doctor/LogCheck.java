package vektra.monitors.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import vektra.addons.doctor.Finding;
import vektra.model.text.Figure;
import vektra.monitors.MonitorFiles;

/** Whether lines can be logged, and will still be after the log has been compressed. */
record LogCheck(MonitorFiles files, ToLongFunction<Path> space) implements MonitorDoctor.Check {
    /** Twice what the log grows to before it is compressed into another file. */
    private static final long LITTLE = 128L << 20;

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        Path log = files.current();
        Path folder = files.logs();
        boolean begun = Files.exists(log);
        if (begun ? Files.isDirectory(log) || !Files.isWritable(log) : !canBegin(folder)) {
            found.add(Finding.noted(
                    Finding.What.LOG,
                    log + " cannot be written: " + (begun ? "it is not a file of yours" : "its folder is not yours"),
                    "make it writable for the user that runs the monitors"));
        }
        Path there = existing(folder);
        long free = space.applyAsLong(there);
        if (free < LITTLE) {
            found.add(Finding.noted(
                    Finding.What.LOG,
                    "the disk of " + there + " has " + Figure.size(free) + " left, and the log needs "
                            + Figure.size(LITTLE),
                    "free some space: lines that cannot be written are lost"));
        }
        return found;
    }

    private static boolean canBegin(Path folder) {
        Path there = existing(folder);
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    /** The folder, or the nearest above it that there is. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
