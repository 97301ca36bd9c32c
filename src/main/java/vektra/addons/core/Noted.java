package vektra.addons.core;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Store;

/** Work outside the store, of which no write says anything: the audit has a line of it all the same. */
public record Noted(Engine engine, Progress progress) {
    /** What the audit is to say of what was done; null when nothing was. */
    public interface Outcome<T> extends Function<T, @Nullable Deed> {}

    /** Does the work. That the home takes no note of it, such as on a full disk, is warned of and stops nothing. */
    public <T> T work(Deed deed, Supplier<T> work, Outcome<T> outcome) {
        try (Store.Session session = open()) {
            note(deed, () -> session.attempt(deed, List.of()));
            T done = work.get();
            Deed said = outcome.apply(done);
            if (said != null) {
                note(deed, () -> session.commit(said, List.of(), List.of()));
            }
            return done;
        }
    }

    /** The same for what always changes something. */
    public void work(Deed deed, Runnable work) {
        work(
                deed,
                () -> {
                    work.run();
                    return deed;
                },
                done -> done);
    }

    /** Names what was done already, since it could not be done under a lock: a crash in between leaves no line. */
    public void done(Deed deed) {
        try (Store.Session session = open()) {
            note(deed, () -> session.commit(deed, List.of(), List.of()));
        }
    }

    /** Under a lock of its own, which only says whether this process lives. */
    private Store.Session open() {
        Locks.Name alive = Locks.Name.alone(Locks.Name.Kind.SERVER, "work " + Id.fresh());
        return engine.open(List.of(alive), true).orElseThrow();
    }

    private void note(Deed deed, Runnable write) {
        try {
            write.run();
        } catch (VektraException e) {
            progress.warn("the audit does not name this " + deed.command() + ": " + e.getMessage());
        }
    }
}
