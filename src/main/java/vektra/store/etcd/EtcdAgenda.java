package vektra.store.etcd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.name.Id;
import vektra.spi.Agenda;
import vektra.store.disk.ClockFile;
import vektra.store.disk.DueFolder;
import vektra.store.disk.Paths;
import vektra.store.disk.ScheduleMarks;

/**
 * The agenda of expiries and schedules, kept in keys.
 *
 * @param clock the record of this host's clock
 */
record EtcdAgenda(Etcd etcd, Keys keys, EtcdJournal journal, ClockFile clock) implements Agenda {
    private Set<String> names(String folder) {
        Set<String> names = new TreeSet<>();
        etcd.all(Txn.Range.under(folder).names())
                .forEach(entry -> names.add(entry.key().substring(folder.length())));
        return names;
    }

    @Override
    public List<Due> due(Instant now, boolean all) {
        Set<String> names = names(keys.folder(Paths.DUE));
        if (names.isEmpty()) {
            return List.of();
        }
        Set<String> later = all ? Set.of() : names(keys.later(Paths.DUE) + "/");
        List<Due> due = new ArrayList<>();
        for (String name : names) {
            DueFolder.read(name)
                    .filter(one -> !one.at().isAfter(now) && !later.contains(name))
                    .ifPresent(due::add);
        }
        due.sort(Comparator.comparing(Due::at));
        return due;
    }

    @Override
    public List<Id> backupsDue(Instant now) {
        Set<String> names = names(keys.folder(Paths.SCHEDULES));
        return names.isEmpty() ? List.of() : ScheduleMarks.due(names, now);
    }

    private boolean isUsed() {
        return !etcd.read(Txn.Range.under(keys.folder(Paths.DUE)).names().most(1))
                .isEmpty();
    }

    @Override
    public Optional<Instant> ahead(Instant now) {
        return clock.ahead(now, this::isUsed, true);
    }

    @Override
    public Optional<Instant> looksAhead(Instant now) {
        return clock.ahead(now, this::isUsed, false);
    }

    @Override
    public void believe(Instant now) {
        clock.believe(now);
    }

    @Override
    public void putOff(Due due) {
        journal.postpone(DueFolder.path(due));
    }

    @Override
    public void forget(Due due) {
        etcd.txn(new Txn().delete(keys.file(DueFolder.path(due))));
    }
}
