package vektra.cli.terminal;

import java.util.List;
import vektra.addons.services.Units;

/** How a systemd unit is printed. */
public final class UnitText {
    private UnitText() {}

    /** Several units, each below the name of its file; the last one starts the others. */
    public static void print(List<Units.Unit> units, Output out) {
        Units.Unit last = units.get(units.size() - 1);
        String folder = folder(last);
        for (Units.Unit unit : units) {
            out.line("# " + folder + unit.name());
            unit.text().lines().forEach(out::line);
        }
        String control = control(last);
        out.next("Next: put them into these files, then: " + control + "daemon-reload; " + control + "enable --now "
                + last.name());
    }

    private static String folder(Units.Unit unit) {
        return unit.system() ? "/etc/systemd/system/" : "~/.config/systemd/user/";
    }

    private static String control(Units.Unit unit) {
        return unit.system() ? "systemctl " : "systemctl --user ";
    }

    /**
     * The unit, then what to do with it.
     *
     * @param stop the command that ends what runs without systemd
     */
    public static void print(Units.Unit unit, String stop, Output out) {
        unit.text().lines().forEach(out::line);
        String control = control(unit);
        out.next("Next: put it into " + folder(unit) + unit.name() + ", then: vektra " + stop + "; " + control
                + "daemon-reload; " + control + "enable --now " + unit.name());
    }
}
