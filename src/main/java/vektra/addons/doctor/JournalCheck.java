package vektra.addons.doctor;

import java.util.List;
import java.util.stream.Collectors;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.addons.doctor.Finding.What;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.spi.Recovery.Leftover;
import vektra.spi.Store;

/** Changes that a crash cut off and that could not be settled, since a server is down. */
record JournalCheck(Engine engine, Store store, Noted noted) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        if (!visit.wholeHome()) {
            return List.of();
        }
        return store.recovery().leftovers().stream()
                .map(left -> Finding.ofHome(
                        What.JOURNAL,
                        "journal/" + left.file() + ": " + left.command() + " is not cleaned up yet" + where(left),
                        Text.of(
                                "start that server again; if it is permanently gone, disable its service with ",
                                Input.of("destroy-data")),
                        () -> noted.work(
                                Doctor.deed(What.JOURNAL).with("files", List.of("journal/" + left.file())),
                                engine::settleNow)))
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
