package vektra.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vektra.model.name.Id;
import vektra.spi.Agenda;

/**
 * An agenda that is only read.
 *
 * @param later what was put off or dropped, which grows
 */
record DryRunAgenda(Agenda real, Set<Agenda.Due> later) implements Agenda {
    @Override
    public List<Due> due(Instant now, boolean all) {
        return real.due(now, all).stream()
                .filter(due -> all || !later.contains(due))
                .toList();
    }

    @Override
    public List<Id> backupsDue(Instant now) {
        return real.backupsDue(now);
    }

    @Override
    public Optional<Instant> ahead(Instant now) {
        return real.looksAhead(now);
    }

    @Override
    public Optional<Instant> looksAhead(Instant now) {
        return real.looksAhead(now);
    }

    @Override
    public void believe(Instant now) {}

    @Override
    public void putOff(Due due) {
        later.add(due);
    }

    @Override
    public void forget(Due due) {
        later.add(due);
    }
}
