package vektra.cli.move;

import vektra.addons.move.ImportHome;
import vektra.addons.move.Imported;
import vektra.cli.addons.DataFile;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.ExportKey;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Fills an empty home with what another one exported. */
public final class HomeImport extends VektraCommand<Imported> implements Changing {
    private final Param<String> file =
            optionalArgument("FILE", "a file of home:export, or - for standard input; none to continue", t -> t);
    private final KeyWords key = new KeyWords(
            option(KeyWords.PASSPHRASE_FILE, "FILE", "the passphrase that it was encrypted with"),
            option(KeyWords.KEY_FILE, "FILE", "the key that it was encrypted with"),
            new Flag());

    @Override
    public Imported run(Invocation with) {
        ImportHome verb = with.verbs().importHome();
        if (verb.isBegun()) {
            with.terminal().say("Continuing the import that was cut off");
            return verb.finish();
        }
        String name = file.orNull();
        if (name == null) {
            throw VektraException.invalid("no file is named, and no import was cut off here", "name a file, or -");
        }
        ExportKey given = key.given(with);
        return DataFile.of(with, name).stream(in -> verb.take(in, name.equals("-") ? "standard input" : name, given));
    }

    @Override
    public void print(Imported imported, Output out) {
        out.line("Imported " + Shown.counted(imported.apps().size(), "app") + ", "
                + Shown.counted(imported.addons().size(), "add-on") + ", "
                + Shown.counted(imported.services().size(), "service"));
        imported.notes().forEach(note -> out.say("Note: " + note));
    }

    @Override
    public Object json(Imported imported) {
        return Json.map(
                "services", imported.services(),
                "addons", imported.addons(),
                "apps", imported.apps(),
                "notes", imported.notes());
    }
}
