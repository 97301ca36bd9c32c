package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a running process has used, as Linux counts it. */
final class Usage {
    private Usage() {}

    /** Seconds of processor time; the clock of /proc ticks a hundred times a second. */
    static double processor(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** MiB of resident memory, at its peak. */
    static long peak(Process process) throws IOException {
        return memory(process, "VmHWM:");
    }

    /** MiB of resident memory. */
    static long resident(Process process) throws IOException {
        return memory(process, "VmRSS:");
    }

    private static long memory(Process process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
