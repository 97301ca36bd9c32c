package vektra.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a log says from some moment on.
 *
 * @param start its length at that moment
 */
record LogTail(Path log, long start) {
    private static final int LINES = 8;
    private static final int BYTES = 8192;

    static LogTail from(Path log) {
        try {
            return new LogTail(log, Files.size(log));
        } catch (IOException e) {
            return new LogTail(log, 0);
        }
    }

    /** The last lines, each indented below a message; empty when nothing was logged. */
    String indented() {
        List<String> lines = text().lines()
                .filter(line -> !line.isBlank())
                .map(line -> "\n    " + line)
                .toList();
        return String.join("", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    private String text() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(Math.min(start, file.length()), file.length() - BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
