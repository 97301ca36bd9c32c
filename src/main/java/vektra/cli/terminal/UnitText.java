package vektra.cli.terminal;

import vektra.addons.services.Units;

/** How a systemd unit is printed. */
public final class UnitText {
    private UnitText() {}

    /**
     * The unit, then what to do with it.
     *
     * @param stop the command that ends what runs without systemd
     */
    public static void print(Units.Unit unit, String stop, Output out) {
        unit.text().lines().forEach(out::line);
        String folder = unit.system() ? "/etc/systemd/system/" : "~/.config/systemd/user/";
        String control = unit.system() ? "systemctl " : "systemctl --user ";
        out.next("Next: put it into " + folder + unit.name() + ", then: vektra " + stop + "; " + control
                + "daemon-reload; " + control + "enable --now " + unit.name());
    }
}
