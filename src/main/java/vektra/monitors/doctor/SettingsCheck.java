package vektra.monitors.doctor;

import java.util.List;
import vektra.addons.doctor.Finding;
import vektra.monitors.definition.MonitorFolder;

/** The files of the monitors and of their settings, of which one that is wrong keeps all from being started. */
record SettingsCheck(MonitorFolder folder) implements MonitorDoctor.Check {
    @Override
    public List<Finding> findings() {
        return folder.problems().stream()
                .map(one -> Finding.noted(Finding.What.SETTINGS, one.text(), one.next()))
                .toList();
    }
}
