package vektra.addons.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.Installation;
import vektra.addons.core.Noted;
import vektra.addons.core.Reap;
import vektra.addons.doctor.Finding.What;
import vektra.spi.Deed;
import vektra.spi.Upkeep;
import vektra.spi.Upkeep.Untidy;

/** The clock, and files of the home: unreadable ones, those that a crash left half written, and those that others may read. */
public final class HomeCheck implements Doctor.Check {
    private static final int NAMED = 3;

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>(visit.scene().unreadable());
        if (visit.wholeHome()) {
            Upkeep upkeep = visit.home().store().upkeep();
            Instant now = visit.home().now();
            visit.home()
                    .store()
                    .agenda()
                    .ahead(now)
                    .ifPresent(
                            last -> found.add(Finding.ofHome(What.CLOCK, Reap.ahead(now, last), Reap.hint(now), null)));
            List<Untidy> untidy = upkeep.untidy();
            add(found, visit.home(), untidy, Untidy.Fault.LEFT, What.LEFTOVER_FILE, "left half written by a crash: ");
            add(found, visit.home(), untidy, Untidy.Fault.LOOSE, What.LOOSE_FILE, "open to other users: ");
        }
        return found;
    }

    private static void add(
            List<Finding> found, Installation home, List<Untidy> untidy, Untidy.Fault fault, What what, String prefix) {
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
            Finding.Remedy remedy = fault == Untidy.Fault.LEFT ? () -> delete(home, files) : () -> close(home, files);
            found.add(Finding.ofHome(what, prefix + names + more, null, remedy));
        }
    }

    /** Each under a lock of the whole home, so that the audit names them afterwards: its own lock would keep them. */
    private static void delete(Installation home, List<Untidy> files) {
        Upkeep upkeep = home.store().upkeep();
        List<Untidy> gone = files.stream().filter(upkeep::tidy).toList();
        if (!gone.isEmpty()) {
            new Noted(home).done(deed(What.LEFTOVER_FILE, gone));
        }
    }

    private static void close(Installation home, List<Untidy> files) {
        new Noted(home)
                .work(
                        deed(What.LOOSE_FILE, files),
                        () -> files.forEach(file -> home.store().upkeep().tidy(file)));
    }

    private static Deed deed(What what, List<Untidy> files) {
        return Doctor.deed(what).with("files", files.stream().map(Untidy::path).toList());
    }
}
