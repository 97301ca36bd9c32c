package vektra.addons.doctor;

import java.util.List;
import java.util.stream.Collectors;
import vektra.addons.core.Noted;
import vektra.addons.doctor.Finding.What;
import vektra.model.Input;
import vektra.model.Text;
import vektra.spi.Recovery.Leftover;

/** Changes that a crash cut off and that could not be settled, since a server is down. */
public final class JournalCheck implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        if (!visit.wholeHome()) {
            return List.of();
        }
        return visit.home().store().recovery().leftovers().stream()
                .map(left -> Finding.ofHome(
                        What.JOURNAL,
                        "journal/" + left.file() + ": " + left.command() + " is not cleaned up yet" + where(left),
                        Text.of(
                                "start that server again; if it is permanently gone, disable its service with ",
                                Input.of("destroy-data")),
                        () -> new Noted(visit.home())
                                .work(
                                        Doctor.deed(What.JOURNAL).with("files", List.of("journal/" + left.file())),
                                        visit.home()::settleNow)))
                .toList();
    }

    private static String where(Leftover left) {
        String services = left.steps().stream()
                .map(step -> step.service().value())
                .distinct()
                .collect(Collectors.joining(", "));
        return services.isEmpty() ? "" : " on " + services;
    }
}
