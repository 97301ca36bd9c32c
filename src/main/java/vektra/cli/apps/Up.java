package vektra.cli.apps;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.cli.terminal.Terminal;
import vektra.logs.processes.Formation;
import vektra.logs.processes.Lineup;
import vektra.manifest.format.ManifestFile;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** Applies the manifest of the folder, then runs what a Procfile or its services declare, side by side. */
public final class Up extends AppCommand<Integer> implements Changing {
    private final Param<String> counts =
            optionalArguments("NAME=COUNT", "how many processes of a type, such as web=2", text -> text);
    private final Param<String> only = option("--only", "NAME,NAME", "run only these processes");
    private final Param<String> manifest =
            option(List.of("-m", "--manifest"), "FILE", "the manifest (default: the one in this folder)", text -> text);
    private final Flag alone = flag("--no-manifest", "ignore the manifest in this folder");
    private final Param<String> file = option("--procfile", "FILE", "the file that declares them (default: Procfile)");

    @Override
    public Integer run(Invocation with) {
        UpFiles files = UpFiles.read(with.folder(), manifest(with), file.orNull());
        Formation formation = formation(files);
        Lineup lineup = new Lineup(files.types(formation), formation);
        AppName app = new UpApp(with, givenApp()).of(files.manifest());
        UpStages stages = new UpStages(with, app, files, lineup);
        if (isDryRun()) {
            stages.plan(Objects.requireNonNull(with.planned()));
            return ExitCode.DONE;
        }
        Terminal terminal = with.terminal();
        return with.logs().runAll(app, stages.all(), terminal.streams(), terminal.coloured(), terminal::say);
    }

    private @Nullable String manifest(Invocation with) {
        String named = manifest.orNull();
        return named != null || alone.isSet()
                ? named
                : ManifestFile.find(with.folder()).orElse(null);
    }

    private Formation formation(UpFiles files) {
        String some = only.orNull();
        Formation formation =
                Formation.of(files.names(), some == null ? List.of() : Arrays.asList(some.split(",")), counts.all());
        if (formation.isEmpty()) {
            throw VektraException.invalid("no process is to run", "declared: " + String.join(", ", files.names()));
        }
        return formation;
    }

    @Override
    public int code(Integer code) {
        return code;
    }

    @Override
    public void print(Integer code, Output out) {
        // what the processes print is the output
    }

    /** As {@link #print}. */
    @Override
    public Object json(Integer code) {
        return new ShellPlan.Ready("");
    }
}
