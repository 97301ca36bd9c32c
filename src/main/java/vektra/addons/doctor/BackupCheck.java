package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.addons.core.OwnedAddon;
import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.Shelved;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.name.Id;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Shelf;

/** Backups whose files are gone or have another size than when they were made, and newest ones whose drill failed. */
record BackupCheck(Shelf shelf) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        // for each list of one all folders are looked through
        Map<Id, List<Backup>> all = visit.wholeHome() ? shelf.all() : Map.of();
        for (OwnedAddon owned : visit.scene().addons()) {
            Id id = owned.addon().id();
            List<Backup> backups = visit.wholeHome() ? all.getOrDefault(id, List.of()) : shelf.list(id);
            Backup.Of of = Backup.Of.of(owned.addon(), owned.app());
            Shelved newest = null;
            for (Backup backup : backups) {
                newest = Shelved.there(of, backup, shelf);
                Text see = Text.of("delete it: ", Next.of("backups:delete", newest.word()));
                damage(newest).ifPresent(problem -> found.add(finding(owned, problem, see)));
            }
            Optional.ofNullable(newest)
                    .flatMap(BackupCheck::failed)
                    .ifPresent(finding -> found.add(
                            finding(owned, finding, Text.of("make another: ", Next.of("backups:now", of.name())))));
        }
        return found;
    }

    /** Its size alone: reading all backups takes hours, and is what a drill does. */
    private static Optional<String> damage(Shelved one) {
        try {
            BackupUpkeep.requireSize(one);
            return Optional.empty();
        } catch (VektraException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Optional<String> failed(Shelved newest) {
        Drill drill = newest.backup().drill();
        return drill == null || newest.backup().proof() != Backup.Proof.FAILED
                ? Optional.empty()
                : Optional.of(
                        "the drill of the newest backup of " + newest.of().name() + " failed: " + drill.problem());
    }

    static Finding finding(OwnedAddon owned, String problem, Text hint) {
        return new Finding(
                Finding.What.BACKUPS,
                owned.app(),
                owned.addon().name(),
                owned.addon().service(),
                problem,
                hint,
                null);
    }
}
