package vektra.server.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the system tells about its processes: Linux's {@code /proc}; elsewhere what the JVM can see, unverified. */
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    public static final boolean LINUX = Files.isReadable(PROC.resolve("self/stat"));

    private ProcessTable() {}

    /**
     * One process.
     *
     * @param state the letter of {@code ps}: {@code Z} and {@code X} are dead ones that their parent has not waited for yet
     * @param session the pid of the session's leader; 0 when not known
     * @param start when it started, in a unit that only compares
     * @param ending whether it is being taken apart: it runs no more, yet holds its memory and its ports
     */
    public record Entry(long pid, char state, long session, String start, boolean ending) {
        private static final long EXITING = 0x4;

        /** Of a line of {@code /proc/PID/stat}, as proc(5) has it; its flags are the kernel's {@code PF_} ones. */
        static Entry parse(long pid, String stat) {
            // the program's name may hold spaces and parentheses, so count from behind it
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            char state = fields[0].charAt(0);
            boolean ended = state == 'Z' || state == 'X';
            // the other threads of a zombie hold its port until they have ended, too
            boolean ending = ended ? Integer.parseInt(fields[17]) > 1 : (Long.parseLong(fields[6]) & EXITING) != 0;
            return new Entry(pid, state, Long.parseLong(fields[3]), fields[19], ending);
        }

        public boolean dead() {
            return (state == 'Z' || state == 'X') && !ending;
        }

        boolean suspended() {
            return state == 'T' || state == 't';
        }
    }

    public static Optional<Entry> find(long pid) {
        if (!LINUX) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(handle -> new Entry(
                            pid, 'S', 0, String.valueOf(startInstant(pid).toEpochMilli()), false));
        }
        try {
            return Optional.of(Entry.parse(pid, Files.readString(PROC.resolve(pid + "/stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static Instant startInstant(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElse(Instant.EPOCH);
    }

    /** Differs after each boot of the machine; empty where the system does not tell. */
    public static String boot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The living processes that work in or below a folder and are of that session or run one of those programs: a
     * session's number may have been given away again, and any process may work in a folder. Some children make
     * themselves
     * sessions of their own. Empty where the system does not tell.
     */
    public static List<Entry> children(long leader, Set<String> programs, Path folder) {
        List<Entry> children = new ArrayList<>();
        for (long pid : pids()) {
            if (pid != leader && link(pid, "cwd").startsWith(folder + "/")) {
                find(pid)
                        .filter(entry -> !entry.dead())
                        .filter(entry -> entry.session() == leader || programs.contains(program(pid)))
                        .ifPresent(children::add);
            }
        }
        return children;
    }

    /** The file of the program, also when an upgrade has replaced it since; empty when it may not be seen. */
    public static String program(long pid) {
        return link(pid, "exe").replaceFirst(" \\(deleted\\)$", "");
    }

    public static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        if (!LINUX) {
            return pids;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            all.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException e) {
            // a /proc that cannot be listed hides the others' processes: nothing to see
        }
        return pids;
    }

    /** The program's short name. */
    public static String name(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/comm")).strip();
        } catch (IOException e) {
            return "a process";
        }
    }

    /** The number of the user that it runs as; empty when it is gone. */
    public static String user(long pid) {
        try {
            return String.valueOf(Files.getAttribute(PROC.resolve(String.valueOf(pid)), "unix:uid"));
        } catch (IOException e) {
            return "";
        }
    }

    /** The folder that it works in; null when it may not be seen. */
    public static @Nullable Path folder(long pid) {
        String folder = link(pid, "cwd");
        return folder.isEmpty() ? null : Path.of(folder.replaceFirst(" \\(deleted\\)$", ""));
    }

    private static String link(long pid, String name) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/" + name)).toString();
        } catch (IOException e) {
            // just ended, or another user's
            return "";
        }
    }
}
