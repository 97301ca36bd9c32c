package vektra.cli.move;

import vektra.addons.move.ExportHome;
import vektra.addons.move.Exported;
import vektra.cli.addons.DataFile;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.ExportKey;
import vektra.model.text.Shown;

/** Writes everything of the home to one file, or to stdout. */
public final class HomeExport extends VektraCommand<HomeExport.Result> {
    private final Param<String> file = argument("FILE", "a new file, or - for standard output", t -> t);
    private final KeyWords key = new KeyWords(
            option(KeyWords.PASSPHRASE_FILE, "FILE", "encrypt it with the passphrase in that file"),
            option(KeyWords.KEY_FILE, "FILE", "encrypt it with the key in that file: 32 bytes in base64"),
            flag("--plain", "do not encrypt it"));
    private final Flag backups = flag("--with-backups", "export all backups, too");

    record Result(Exported exported, String file) {}

    @Override
    public Result run(Invocation with) {
        DataFile data = DataFile.of(with, file.get());
        data.refuseBesideJson(wantsJson(), "name a file");
        data.refuseOverwriting();
        ExportKey chosen = key.forNew(with);
        ExportHome verb = with.verbs().exportHome();
        verb.require();
        Exported[] done = new Exported[1];
        data.write(out -> done[0] = verb.write(out, chosen, backups.isSet()));
        return new Result(done[0], file.get());
    }

    @Override
    public void print(Result result, Output out) {
        Exported exported = result.exported();
        String done = "Exported " + Shown.counted(exported.apps(), "app") + ", "
                + Shown.counted(exported.addons().size(), "add-on") + " with data, "
                + Shown.counted(exported.backups(), "backup");
        DataFile.announce(done, result.file(), out);
        exported.notes().forEach(note -> out.say("Note: " + note));
    }

    @Override
    public Object json(Result result) {
        Exported exported = result.exported();
        return Json.map(
                "file", result.file(),
                "apps", exported.apps(),
                "addons_with_data", exported.addons(),
                "backups", exported.backups(),
                "notes", exported.notes());
    }
}
