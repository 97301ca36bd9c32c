package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a running process has used, as Linux counts it. */
final class Usage {
    private Usage() {}

    /** Seconds of processor time; the clock of /proc ticks a hundred times a second. */
    static double processor(Process process) throws IOException {
        return processor(process.pid());
    }

    static double processor(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
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

    /** Bytes of memory of a process and its children, of which what is shared with others counts in parts. */
    static long proportional(long pid) throws IOException {
        long sum = kilobytes(pid, "smaps_rollup", "Pss:") * 1024;
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            sum += kilobytes(child.pid(), "smaps_rollup", "Pss:") * 1024;
        }
        return sum;
    }

    private static long memory(Process process, String field) throws IOException {
        return kilobytes(process.pid(), "status", field) / 1024;
    }

    private static long kilobytes(long pid, String file, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
