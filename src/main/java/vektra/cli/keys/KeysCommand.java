package vektra.cli.keys;

import vektra.cli.command.Changing;
import vektra.cli.command.VektraCommand;
import vektra.json.Json;
import vektra.model.Encrypted;

/** A command that changes how secrets are stored. */
abstract class KeysCommand extends VektraCommand<Encrypted> implements Changing {
    @Override
    public Object json(Encrypted done) {
        return Json.map("key", done.key(), "by", done.by(), "files", done.files(), "made_key_file", done.made());
    }

    /** The number of files, in words. */
    static String files(Encrypted done) {
        return done.files() == 1 ? "1 file" : done.files() + " files";
    }
}
