package vektra.monitors.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vektra.addons.doctor.Finding;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.check.Checks;
import vektra.monitors.check.Expected;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.run.Formation;

/** The saved formation, which may name what has gone. */
record FormationCheck(Monitors monitors, MonitorFolder folder) implements MonitorDoctor.Check {
    @Override
    public List<Finding> findings() {
        Formation saved = Formation.read(monitors.files().formation());
        Collection<String> known = known(saved);
        Checks checks = Checks.of(monitors);
        List<Finding> found = new ArrayList<>();
        saved.counts().forEach((name, count) -> {
            if (Checks.isCheck(name) && count > 0) {
                problem(checks, name)
                        .ifPresent(e -> found.add(Finding.noted(
                                Finding.What.FORMATION,
                                "the formation names " + name + ", which cannot run: " + e.getMessage(),
                                Text.of("no more of it: ", Next.of("monitors:scale", name + "=0")))));
            } else if (!Checks.isCheck(name) && !known.contains(name)) {
                found.add(Finding.noted(
                        Finding.What.FORMATION,
                        "the formation names " + name + ", which is not in " + folder.folder(),
                        Nearest.to(name, known)
                                        .map(near -> "did you mean " + near + "? ")
                                        .orElse("") + "Correct its line in "
                                + monitors.files().formation() + ", or delete it"));
            }
        });
        return found;
    }

    /** All that are saved when a file of theirs is wrong, which is another finding. */
    private Collection<String> known(Formation saved) {
        return folder.problems().isEmpty()
                ? folder.read().all().stream().map(Formation::key).toList()
                : saved.counts().keySet();
    }

    private static Optional<VektraException> problem(Checks checks, String name) {
        try {
            checks.of(name, Expected.DEFAULT);
            return Optional.empty();
        } catch (VektraException e) {
            return Optional.of(e);
        }
    }
}
