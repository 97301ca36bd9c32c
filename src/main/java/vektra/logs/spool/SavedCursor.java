package vektra.logs.spool;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.CursorFile.State;

/** What is written down of a cursor, until its drain is gone. */
final class SavedCursor {
    private final CursorFile file;
    private boolean gone;
    private volatile @Nullable State saved;

    SavedCursor(CursorFile file) {
        this.file = file;
    }

    @Nullable
    State read() throws IOException {
        saved = file.read();
        return saved;
    }

    /** The position from which on the file promises to need the spool; 0 when there is no file yet. */
    long needed() {
        State state = saved;
        return state == null ? 0 : state.safe();
    }

    /** @param state asked while no other thread saves */
    void save(Supplier<State> state) throws IOException {
        synchronized (file) {
            State now = state.get();
            if (!gone && !now.equals(saved)) {
                file.write(now);
                saved = now;
            }
        }
    }

    void delete() throws IOException {
        synchronized (file) {
            gone = true;
            file.delete();
        }
    }
}
