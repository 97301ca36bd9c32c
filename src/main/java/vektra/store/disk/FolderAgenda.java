package vektra.store.disk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vektra.model.name.Id;
import vektra.spi.Agenda;

/** The agenda of a home, in its folder of things due. */
public record FolderAgenda(Path home, DueFolder folder, ClockFile clock) implements Agenda {
    @Override
    public List<Due> due(Instant now, boolean all) {
        return folder.list(now, all);
    }

    @Override
    public List<Id> backupsDue(Instant now) {
        Set<String> names = Disk.list(home.resolve(Paths.SCHEDULES));
        // as nearly always, and every command asks
        return names.isEmpty() ? List.of() : ScheduleMarks.due(names, now);
    }

    @Override
    public Optional<Instant> ahead(Instant now) {
        return clock.ahead(now, folder::isUsed, true);
    }

    @Override
    public Optional<Instant> looksAhead(Instant now) {
        return clock.ahead(now, folder::isUsed, false);
    }

    @Override
    public void believe(Instant now) {
        clock.believe(now);
    }

    @Override
    public void putOff(Due due) {
        folder.putOff(due);
    }

    @Override
    public void forget(Due due) {
        folder.forget(due);
    }
}
