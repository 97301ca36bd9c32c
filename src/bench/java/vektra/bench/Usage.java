package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a running process has used, as Linux counts it. */
final class Usage {
    private Usage() {}

    /** Seconds of processor time; the clock of /proc ticks a hundred times a second. */
    static double processor(Process process) throws IOException {
        return processor(process.pid());
    }

    static double processor(long pid) throws IOException {
        return ticks(pid, 11, 13);
    }

    /** The sum of some fields in seconds: own time in user and system mode, then that of children that were waited for. */
    private static double ticks(long pid, int from, int to) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum() / 100.0;
    }

    /** With that of the processes that it started, be they there or gone. */
    static double withChildren(long pid) throws IOException {
        double sum = ticks(pid, 11, 15);
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            sum += ofChild(child.pid());
        }
        return sum;
    }

    /** What one used that has ended is in that of its parent. */
    private static double ofChild(long pid) {
        try {
            return ticks(pid, 11, 15);
        } catch (IOException e) {
            return 0;
        }
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
