package vektra.store;

import java.util.Collection;
import vektra.model.text.VektraException;
import vektra.spi.Progress;
import vektra.spi.Store.Write;

/**
 * Has what ships lines follow a change of the drains, whichever engine stores it.
 *
 * @param changed returns once the running router follows; UNAVAILABLE if it does not, which is only a warning
 */
public record DrainChanges(Runnable changed, Progress progress) {
    /** A change of drains is only over once the running router follows it. */
    public void follow(Collection<Write> written) {
        if (written.stream()
                .noneMatch(write -> write instanceof Write.PutDrain || write instanceof Write.DeleteDrain)) {
            return;
        }
        refresh();
    }

    /** The same when all of them are stored in another way. */
    void refresh() {
        try {
            changed.run();
        } catch (VektraException e) {
            progress.warn("the drains are changed, but lines may go where they went for a moment: " + e.getMessage());
        }
    }
}
