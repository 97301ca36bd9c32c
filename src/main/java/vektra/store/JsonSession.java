package vektra.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Step;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Locks.Name;
import vektra.spi.Store;
import vektra.store.disk.FolderApps;
import vektra.store.journal.Audit;
import vektra.store.journal.Change;
import vektra.store.journal.Change.Phase;
import vektra.store.journal.Image;
import vektra.store.journal.Journal;
import vektra.store.journal.Opening;
import vektra.store.journal.Settling;

/** One change at a time, under locks; several may follow each other. */
public final class JsonSession extends Reading implements Store.Session {
    /** What the audit says of an attempt that did not come to its end. */
    private static final String CUT_OFF = "cut off: done in part, or not at all";

    private final Journal journal;
    private final Settling settling;
    private final Function<Collection<Name>, Locks.Held> reserving;
    private final Opening.Opened opened;
    private final Audit audit;
    private final Consumer<Collection<Store.Write>> written;
    private @Nullable Change begun;

    /**
     * @param reserving locks names that are to be free, where only a lock keeps another session from taking them meanwhile
     * @param written what follows a commit that is written out
     */
    public JsonSession(
            Glance files,
            FolderApps folders,
            Journal journal,
            Settling settling,
            Function<Collection<Name>, Locks.Held> reserving,
            Opening.Opened opened,
            Audit audit,
            Consumer<Collection<Store.Write>> written) {
        super(files, folders);
        this.journal = journal;
        this.settling = settling;
        this.reserving = reserving;
        this.opened = opened;
        this.audit = audit;
        this.written = written;
    }

    @Override
    public void begin(String command, List<Step> undo) {
        begin(command, Journal.freshId(), List.of(), undo);
    }

    @Override
    public void attempt(Deed deed, List<Step> undo) {
        String id = Journal.freshId();
        Image line = audit.line(deed.with("outcome", CUT_OFF), id, Map.of());
        begin(deed.command(), id, List.of(line), undo);
    }

    private void begin(String command, String id, List<Image> ifCutOff, List<Step> undo) {
        if (begun != null) {
            throw new IllegalStateException("begun already: " + begun.command());
        }
        Change intent = new Change(id, Phase.INTENT, command, opened.names(), ifCutOff, List.copyOf(undo));
        begun = intent;
        journal.write(intent);
    }

    @Override
    @SuppressWarnings("try") // the reservation is held, not used
    public void commit(Deed deed, List<Store.Write> writes, List<Step> finish) {
        String id = begun == null ? Journal.freshId() : begun.id();
        Change commit;
        try (Locks.Held reserving = reserve(writes)) {
            files().requireUnchanged();
            Draft draft = new Draft(files(), opened.names()::contains);
            Touched touched = new Touched(draft.records());
            for (Store.Write write : writes) {
                write.to(touched);
                draft.add(write);
            }
            List<Image> images = new ArrayList<>(draft.images());
            images.add(audit.line(deed, id, touched.fields()));
            commit = new Change(id, Phase.COMMIT, deed.command(), opened.names(), images, List.copyOf(finish));
            settling.decide(commit, files().seen());
        }
        begun = null;
        files().forget(commit.images());
        settling.complete(commit, false);
        written.accept(writes);
    }

    /**
     * A lock for each name to be reserved, held from the look whether it is free until that is decided, so that of two
     * apps one gets it. Its holder waits for nothing, hence it can follow any other lock.
     */
    private Locks.Held reserve(List<Store.Write> writes) {
        List<Name> wanted = new ArrayList<>();
        for (Store.Write write : writes) {
            if (write instanceof Store.Write.Reserve reserve) {
                wanted.add(Name.alone(Name.Kind.SERVER, "name " + reserve.name()));
            }
        }
        return wanted.isEmpty() ? () -> {} : reserving.apply(wanted);
    }

    @Override
    public void close() {
        try (Locks.Held held = opened.held()) {
            Change intent = begun;
            begun = null;
            if (intent != null && held.isHeld()) {
                settling.undo(intent, false);
            }
        }
    }
}
