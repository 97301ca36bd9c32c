package vektra.cli.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.manifest.apply.Decision;
import vektra.manifest.apply.Difference;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.text.Source;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** Makes an app what its manifest says. */
public final class ResourcesApply extends AppCommand<Decision> implements Changing {
    private static final String STREAM = "-";

    private final Param<String> file = option(
            List.of("-m", "--manifest"),
            "FILE",
            "the manifest, or - for standard input (default: the one in this folder)",
            text -> text);

    @Override
    public Decision run(Invocation with) {
        String named = file.orNull();
        Manifest manifest = STREAM.equals(named)
                ? ManifestFile.of(piped(with))
                : named == null ? ManifestFile.in(folder(with)) : ManifestFile.of(with.folder(), named);
        return Applying.apply(Applying.named(manifest, givenApp(), with), with);
    }

    private static Path folder(Invocation with) {
        Path here = with.folderIfHere();
        if (here == null) {
            throw VektraException.invalid(
                    "a manifest in the folder that this is typed in is not sent to another machine",
                    "pipe it: vektra resources:apply -m - < FILE");
        }
        return here;
    }

    private static Source piped(Invocation with) {
        try {
            byte[] bytes = with.terminal().read();
            boolean json =
                    new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("{");
            return Source.of(bytes, json ? "standard input.json" : "standard input");
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read standard input", null, e);
        }
    }

    /** The differences say what a dry run would do, too. */
    @Override
    public boolean previews() {
        return true;
    }

    @Override
    public void print(Decision done, Output out) {
        done.differences().forEach(one -> out.line(one.toString()));
        done.notes().forEach(note -> out.say("Note: " + note));
        if (done.isNothing()) {
            out.line("Nothing to change: all is as " + done.manifest().file() + " says");
        } else if (!isDryRun()) {
            out.line("Applied " + done.manifest().file());
        }
    }

    @Override
    public List<AppName> changed(Decision done) {
        List<AppName> made = apps(done, one -> one.what().equals(Difference.APP));
        return apps(done, one -> !one.what().equals("drain")).stream()
                .filter(app -> !made.contains(app))
                .toList();
    }

    private static List<AppName> apps(Decision done, Predicate<Difference> meant) {
        return done.differences().stream()
                .filter(one -> one.app() != null && meant.test(one))
                .map(one -> Objects.requireNonNull(one.app()))
                .distinct()
                .toList();
    }

    @Override
    public Object json(Decision done) {
        return Json.map(
                "manifest",
                done.manifest().file(),
                "changed",
                !done.isNothing(),
                "changes",
                done.differences().stream().map(ResourcesApply::view).toList(),
                "notes",
                done.notes());
    }

    private static Object view(Difference one) {
        return Json.map(
                "change",
                one.sign().name().toLowerCase(java.util.Locale.ROOT),
                "app",
                one.app() == null ? null : one.app().value(),
                "what",
                one.what(),
                "name",
                one.name(),
                "detail",
                one.detail());
    }
}
