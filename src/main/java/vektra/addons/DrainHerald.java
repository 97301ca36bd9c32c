package vektra.addons;

import java.util.List;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Store;

/** A change that, where it concerns drains, is only over once the running router follows it. */
record DrainHerald(Store.Session session, Installation home) implements Store.Session {
    @Override
    public void begin(String command, List<Step> undo) {
        session.begin(command, undo);
    }

    @Override
    public void commit(String command, List<Store.Write> writes, List<Step> finish) {
        session.commit(command, writes, finish);
        if (writes.stream().anyMatch(DrainHerald::concernsDrains)) {
            try {
                home.drains().changed();
            } catch (VektraException e) {
                home.progress()
                        .warn("the drains are changed, but lines may go to the earlier destinations for a moment: "
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
