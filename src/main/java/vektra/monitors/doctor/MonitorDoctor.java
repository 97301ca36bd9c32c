package vektra.monitors.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import vektra.addons.doctor.Finding;
import vektra.model.text.FileFailure;
import vektra.monitors.Monitors;
import vektra.monitors.canary.Standing;
import vektra.monitors.definition.MonitorFolder;

/**
 * Looks at all that monitoring depends on, and changes nothing.
 *
 * @param folder that of the monitors with files
 * @param canaries those of the home, as they stand
 * @param space how many bytes are free on the disk of a folder
 */
public record MonitorDoctor(
        Monitors monitors, MonitorFolder folder, Supplier<List<Standing>> canaries, ToLongFunction<Path> space) {
    /** One family of what can be wrong. */
    interface Check {
        List<Finding> findings();
    }

    /** How many bytes are free on the disk of a folder. */
    public static long space(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }

    /** What is wrong; a check that fails is a finding, and the others go on. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        for (Check check : List.<Check>of(
                new LogCheck(monitors.files(), space),
                new StarterCheck(monitors),
                new SettingsCheck(folder),
                new FormationCheck(monitors, folder),
                new MaintenanceCheck(monitors),
                new AlertCheck(monitors),
                new CanaryCheck(canaries, monitors.clock()),
                new CoverageCheck(monitors))) {
            all.addAll(Finding.guarded(null, null, check::findings));
        }
        return all;
    }
}
