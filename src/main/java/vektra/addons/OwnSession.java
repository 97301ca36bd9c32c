package vektra.addons;

import java.util.List;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Deed;
import vektra.spi.Store;

/**
 * A session in the name of the installation's user. A change that concerns drains is only over once the running router
 * follows it.
 */
record OwnSession(Store.Session session, Installation home) implements Store.Session {
    @Override
    public void begin(String command, List<Step> undo) {
        session.begin(command, undo);
    }

    @Override
    public void attempt(Deed deed, List<Step> undo) {
        session.attempt(deed.by(home.user()), undo);
    }

    @Override
    public void commit(Deed deed, List<Store.Write> writes, List<Step> finish) {
        session.commit(deed.by(home.user()), writes, finish);
        if (writes.stream().anyMatch(OwnSession::concernsDrains)) {
            try {
                home.drains().changed();
            } catch (VektraException e) {
                home.progress()
                        .warn("the drains are changed, but lines may go where they went for a moment: "
                                + e.getMessage());
            }
        }
    }

    private static boolean concernsDrains(Store.Write write) {
        return write instanceof Store.Write.PutDrain || write instanceof Store.Write.DeleteDrain;
    }

    @Override
    public void close() {
        session.close();
    }
}
