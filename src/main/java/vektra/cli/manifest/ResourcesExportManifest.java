package vektra.cli.manifest;

import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.manifest.apply.Export;

/** Prints the manifest of an app as it stands. */
public final class ResourcesExportManifest extends AppCommand<String> {
    @Override
    public String run(Invocation with) {
        return new Export(with.verbs().assembler()).of(app(with));
    }

    @Override
    public void print(String manifest, Output out) {
        out.raw(manifest);
    }

    @Override
    public Object json(String manifest) {
        return Json.map("manifest", manifest);
    }
}
