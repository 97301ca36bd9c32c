package vektra.cli.addons;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Export;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Addon;

/** Writes all data of an add-on to a file, or to stdout. */
public final class AddonsExport extends TargetCommand<AddonsExport.Exported> {
    private final Param<String> file =
            option(List.of("-f", "--file"), "FILE", "the file to write (default: standard output)", t -> t);

    /** @param resource whether it is the command on a resource */
    public AddonsExport(boolean resource) {
        super(resource);
    }

    /** @param file null for stdout */
    record Exported(Addon addon, @Nullable String file) {}

    @Override
    public Exported run(Invocation with) {
        Target target = target(with);
        Export export = with.verbs().data().export();
        Addon addon = export.planned(target.what(), target.within());
        DataFile data = DataFile.of(with, file.orNull());
        data.refuseBesideJson(wantsJson(), "add -f FILE");
        data.write(out -> export.write(addon, out));
        return new Exported(addon, data.isStream() ? null : file.orNull());
    }

    @Override
    public void print(Exported result, Output out) {
        String done = "Exporting resource data... OK";
        if (result.file() == null) {
            out.say(done);
        } else {
            out.line(done);
        }
    }

    @Override
    public Object json(Exported result) {
        return Json.map("addon", result.addon().name().value(), "file", result.file());
    }
}
