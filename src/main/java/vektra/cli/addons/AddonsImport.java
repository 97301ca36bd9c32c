package vektra.cli.addons;

import java.util.List;
import vektra.addons.data.Import;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.text.VektraException;

/** Adds what a file of the service's own tools holds to an add-on. */
public final class AddonsImport extends TargetCommand<Import.Imported> implements Changing {
    private final Param<String> named =
            optionalArgument("FILE", "a file or a folder, or - for standard input (the default)", t -> t);
    private final Param<String> file = option(List.of("-f", "--file"), "FILE", "the same as an option", t -> t);

    /** @param resource whether it is the command on a resource */
    public AddonsImport(boolean resource) {
        super(resource);
    }

    @Override
    public Import.Imported run(Invocation with) {
        if (named.orNull() != null && file.orNull() != null) {
            throw VektraException.invalid("two files are named", "name one");
        }
        Import verb = with.verbs().data().importing();
        Target target = target(with);
        Addon addon = verb.planned(target.what(), target.within());
        String name = named.orNull() == null ? file.orNull() : named.orNull();
        return DataFile.of(with, name).read(path -> verb.read(addon, path));
    }

    @Override
    public void print(Import.Imported result, Output out) {
        out.line("Importing resource data... OK");
        out.say("Imported " + result.holds() + " into " + result.addon().name());
    }

    @Override
    public Object json(Import.Imported result) {
        return Json.map("addon", result.addon().name().value());
    }
}
