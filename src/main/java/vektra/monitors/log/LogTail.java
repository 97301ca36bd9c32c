package vektra.monitors.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/**
 * The last lines of the log, and those that come.
 *
 * @param wanted which lines
 */
public record LogTail(MonitorFiles files, Predicate<String> wanted) {
    private static final long CHUNK = 1L << 18;

    private static final long LOOK_AGAIN = 100_000_000;

    /** The last so many lines, oldest first. */
    public List<String> last(int count) {
        try {
            Deque<String> lines = new ArrayDeque<>();
            List<Path> all = new LogFolder(files.logs()).files();
            for (int i = all.size() - 1; i >= 0 && lines.size() < count; i--) {
                List<String> before = last(all.get(i), count - lines.size());
                for (int line = before.size() - 1; line >= 0; line--) {
                    lines.addFirst(before.get(line));
                }
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<String> last(Path file, int count) throws IOException {
        if (file.toString().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return last(in, false, count);
            }
        }
        try (FileChannel in = FileChannel.open(file)) {
            long size = in.size();
            for (long chunk = CHUNK; ; chunk *= 4) {
                long from = Math.max(0, size - chunk);
                List<String> lines = last(Channels.newInputStream(in.position(from)), from > 0, count);
                if (lines.size() == count || from == 0) {
                    return lines;
                }
            }
        }
    }

    private List<String> last(InputStream in, boolean cut, int count) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
        Deque<String> lines = new ArrayDeque<>();
        @Nullable String line = reader.readLine();
        if (cut) {
            line = reader.readLine();
        }
        for (; line != null; line = reader.readLine()) {
            if (wanted.test(line)) {
                lines.add(line);
                if (lines.size() > count) {
                    lines.remove();
                }
            }
        }
        return new ArrayList<>(lines);
    }

    /**
     * Shows the last lines and then those that come, also those of the files that follow.
     *
     * @param show takes lines and answers whether it wants more
     */
    public void follow(int count, Predicate<List<String>> show) {
        try (Followed current = new Followed(files.current())) {
            // first, so that a line that comes meanwhile is rather shown twice than not at all
            current.skip();
            boolean more = show.test(last(count));
            while (more) {
                List<String> lines = current.next().stream().filter(wanted).toList();
                if (lines.isEmpty()) {
                    LockSupport.parkNanos(LOOK_AGAIN);
                } else {
                    more = show.test(lines);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private VektraException unreadable(IOException e) {
        return FileFailure.reading(files.current(), e);
    }
}
