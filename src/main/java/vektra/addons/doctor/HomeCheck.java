package vektra.addons.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.History;
import vektra.addons.core.Noted;
import vektra.addons.destroy.Reap;
import vektra.addons.doctor.Finding.What;
import vektra.spi.Deed;
import vektra.spi.Encryption;
import vektra.spi.Store;
import vektra.spi.Upkeep;
import vektra.spi.Upkeep.Untidy;

/** The clock, the encryption, and files of the home: unreadable ones, those that a crash left half written, and those that others may read. */
record HomeCheck(Store store, History history, Noted noted) implements Doctor.Check {
    private static final int NAMED = 3;

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>(visit.scene().unreadable());
        if (visit.wholeHome()) {
            Upkeep upkeep = store.upkeep();
            Instant now = history.now();
            store.agenda()
                    .ahead(now)
                    .ifPresent(
                            last -> found.add(Finding.ofHome(What.CLOCK, Reap.ahead(now, last), Reap.hint(now), null)));
            List<Untidy> untidy = upkeep.untidy();
            add(found, untidy, Untidy.Fault.LEFT, What.LEFTOVER_FILE, "left half written by a crash: ");
            add(found, untidy, Untidy.Fault.LOOSE, What.LOOSE_FILE, "open to other users: ");
            store.encryption().problems().forEach(problem -> found.add(encryption(problem)));
        }
        return found;
    }

    private static Finding encryption(Encryption.Problem problem) {
        String file = problem.file().isEmpty() ? "" : problem.file() + ": ";
        return Finding.ofHome(What.valueOf(problem.fault().name()), file + problem.what(), problem.hint(), null);
    }

    private void add(List<Finding> found, List<Untidy> untidy, Untidy.Fault fault, What what, String prefix) {
        List<Untidy> files =
                untidy.stream().filter(file -> file.fault() == fault).toList();
        if (!files.isEmpty()) {
            String names = String.join(
                    ", ",
                    files.stream()
                            .limit(NAMED)
                            .map(file -> file.path().isEmpty() ? "the home itself" : file.path())
                            .toList());
            String more = files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "";
            Finding.Remedy remedy = fault == Untidy.Fault.LEFT ? () -> delete(files) : () -> close(files);
            found.add(Finding.ofHome(what, prefix + names + more, null, remedy));
        }
    }

    /** Each under a lock of the whole home, so that the audit names them afterwards: its own lock would keep them. */
    private void delete(List<Untidy> files) {
        Upkeep upkeep = store.upkeep();
        List<Untidy> gone = files.stream().filter(upkeep::tidy).toList();
        if (!gone.isEmpty()) {
            noted.done(deed(What.LEFTOVER_FILE, gone));
        }
    }

    private void close(List<Untidy> files) {
        noted.work(
                deed(What.LOOSE_FILE, files),
                () -> files.forEach(file -> store.upkeep().tidy(file)));
    }

    private static Deed deed(What what, List<Untidy> files) {
        return Doctor.deed(what).with("files", files.stream().map(Untidy::path).toList());
    }
}
