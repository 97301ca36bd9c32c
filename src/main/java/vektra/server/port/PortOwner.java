package vektra.server.port;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.server.process.ProcessTable;

/** Finds out who listens on a TCP port, from what Linux tells in {@code /proc}. */
public final class PortOwner {
    private static final String LISTENING = "0A";
    private static final List<String> TABLES = List.of("/proc/net/tcp", "/proc/net/tcp6");

    /**
     * The bytes of one row of the first table. Linux lists sockets that listen first, then looks through its table of all
     * connections, which takes it 20 ms even where there is none: so no row is asked for beyond those that listen.
     */
    private static final int ROW = 150;

    private PortOwner() {}

    /** Such as {@code nginx (pid 812)}; empty when it may not be seen, or nothing listens. */
    static Optional<String> find(int port) {
        Set<String> sockets = sockets(suffix(port)).keySet();
        if (!sockets.isEmpty()) {
            for (long pid : ProcessTable.pids()) {
                if (holdsOne(pid, sockets)) {
                    return Optional.of(ProcessTable.name(pid) + " (pid " + pid + ")");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether it is certain that nothing listens there, on any address. */
    static boolean free(int port) {
        return ProcessTable.LINUX && sockets(suffix(port)).isEmpty();
    }

    private static String suffix(int port) {
        return String.format(Locale.ROOT, ":%04X", port);
    }

    /** Whether that process listens on the port; where its files may not be seen, whether its user does. */
    public static boolean has(long pid, int port) {
        if (!ProcessTable.LINUX) {
            return true;
        }
        String suffix = suffix(port);
        boolean visible = Files.isReadable(Path.of("/proc/" + pid + "/fd"));
        return TABLES.stream()
                .map(table -> sockets(table, suffix))
                .anyMatch(sockets ->
                        visible ? holdsOne(pid, sockets.keySet()) : sockets.containsValue(ProcessTable.user(pid)));
    }

    /** Whether that process listens on any port. */
    public static boolean listens(long pid) {
        return holdsOne(pid, sockets(":").keySet());
    }

    private static Map<String, String> sockets(String port) {
        Map<String, String> sockets = new HashMap<>();
        TABLES.forEach(table -> sockets.putAll(sockets(table, port)));
        return sockets;
    }

    /** The sockets of a table that listen, with the number of the user of each. */
    private static Map<String, String> sockets(String table, String port) {
        Map<String, String> sockets = new HashMap<>();
        try (InputStream rows = new BufferedInputStream(new FileInputStream(table), ROW)) {
            row(rows); // the heads of the columns
            for (String[] fields = row(rows); fields.length > 9 && fields[3].equals(LISTENING); fields = row(rows)) {
                if (fields[1].contains(port)) {
                    sockets.put("socket:[" + fields[9] + "]", fields[7]);
                }
            }
        } catch (IOException e) {
            // no such table here: a machine without IPv6, or without /proc
        }
        return sockets;
    }

    private static String[] row(InputStream rows) throws IOException {
        StringBuilder row = new StringBuilder();
        for (int next = rows.read(); next >= 0 && next != '\n'; next = rows.read()) {
            row.append((char) next);
        }
        return row.toString().strip().split("\\s+", -1);
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException e) {
            // another user's process, or one that has just ended
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
