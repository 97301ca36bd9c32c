package vektra.cli.system;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Units;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.UnitText;
import vektra.file.UserFile;
import vektra.json.Json;

/**
 * Units that are printed, or that were written.
 *
 * @param folder where they were written; null when they are printed
 */
record UnitFiles(List<Units.Unit> units, @Nullable Path folder) {
    /** What {@code --out} does. */
    static final String OUT = "write into a folder, such as ~/.config/systemd/user, under the names of units";

    /** Writes them if a folder is given. */
    static UnitFiles of(List<Units.Unit> units, @Nullable String folder, Invocation with) {
        if (folder == null) {
            return new UnitFiles(units, null);
        }
        Path to = with.folder().resolve(folder);
        for (Units.Unit unit : units) {
            Path file = to.resolve(unit.name());
            with.write(file.toString(), () -> UserFile.write(file, unit.text()));
        }
        return new UnitFiles(units, to);
    }

    /** @param stop the command that ends what runs without systemd; null when there is none */
    void print(@Nullable String stop, Output out) {
        if (folder == null) {
            UnitText.print(units, stop, out);
            return;
        }
        units.forEach(unit -> out.line("Wrote " + folder.resolve(unit.name())));
        UnitText.next(units, stop, out);
    }

    Object json() {
        return units.stream()
                .map(unit -> Json.map(
                        "name", unit.name(),
                        "text", unit.text(),
                        "file",
                                folder == null
                                        ? null
                                        : folder.resolve(unit.name()).toString()))
                .toList();
    }
}
