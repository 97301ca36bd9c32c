package vektra.monitors.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.file.UserFile;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/** A page that many may ask for: the log is read for the first of them, and again once that is some seconds ago. */
public final class Published implements Supplier<Board> {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<Board> boards;
    private final LongSupplier nanos;
    private @Nullable Board board;
    private long readAt;

    public Published(Supplier<Board> boards) {
        this(boards, System::nanoTime);
    }

    Published(Supplier<Board> boards, LongSupplier nanos) {
        this.boards = boards;
        this.nanos = nanos;
    }

    @Override
    public synchronized Board get() {
        if (board == null || nanos.getAsLong() - readAt > FRESH.toNanos()) {
            board = boards.get();
            readAt = nanos.getAsLong();
        }
        return board;
    }

    /** Puts the page into a file. */
    public static void write(Path file, Board board) {
        try {
            UserFile.replace(file, StatusPage.html(board, Duration.ZERO));
        } catch (IOException e) {
            throw VektraException.unavailable(
                    file + " cannot be written: " + FileFailure.reason(e), "name a file in a folder that is there", e);
        }
    }
}
