package vektra.cli.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Units;

/** How systemd units are printed. */
public final class UnitText {
    private UnitText() {}

    /**
     * One unit, or several, each below the name of its file; then what to do with them.
     *
     * @param units the last one starts the others
     * @param stop the command that ends what runs without systemd; null when there is none
     */
    public static void print(List<Units.Unit> units, @Nullable String stop, Output out) {
        Units.Unit last = last(units);
        for (Units.Unit unit : units) {
            if (units.size() > 1) {
                out.line("# " + folder(unit) + unit.name());
            }
            unit.text().lines().forEach(out::line);
        }
        String place = units.size() > 1 ? "put them into these files" : "put it into " + folder(last) + last.name();
        out.next("Next: " + place + ", then: " + commands(last, stop));
    }

    /** What to do with units that were written into their files. */
    public static void next(List<Units.Unit> units, @Nullable String stop, Output out) {
        out.next("Next: " + commands(last(units), stop));
    }

    private static Units.Unit last(List<Units.Unit> units) {
        return units.get(units.size() - 1);
    }

    private static String folder(Units.Unit unit) {
        return unit.system() ? "/etc/systemd/system/" : "~/.config/systemd/user/";
    }

    private static String commands(Units.Unit unit, @Nullable String stop) {
        String control = unit.system() ? "systemctl " : "systemctl --user ";
        return (stop == null ? "" : "vektra " + stop + "; ") + control + "daemon-reload; " + control + "enable --now "
                + unit.name();
    }
}
