package vektra.cli.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.addons.apps.Environment;
import vektra.addons.apps.Postdeploy;
import vektra.cli.command.Invocation;
import vektra.cli.command.Surroundings;
import vektra.logs.processes.Declared;
import vektra.logs.processes.Lineup;
import vektra.logs.processes.Procfile;
import vektra.logs.processes.Stage;
import vektra.model.PlannedStep;
import vektra.model.name.AppName;

/** What runs one after the other: release each time, postdeploy once per app, then the processes. */
record UpStages(Invocation with, AppName app, UpFiles files, Lineup lineup) {
    private static final String POSTDEPLOY = "postdeploy";

    /** All of them, once the servers of the app are up. */
    List<Stage> all() {
        Function<String, Map<String, String>> environments = environments();
        List<Stage> stages = new ArrayList<>();
        String release = files.release();
        if (release != null) {
            stages.add(new Stage(List.of(declared(Procfile.RELEASE, release, environments))));
        }
        String postdeploy = files.run().postdeploy();
        Postdeploy once = with.verbs().postdeploy();
        if (postdeploy != null && once.isDue(app)) {
            stages.add(new Stage(List.of(declared(POSTDEPLOY, postdeploy, environments)), () -> once.done(app)));
        }
        stages.add(new Stage(lineup.processes(environments)));
        return stages;
    }

    private static Declared declared(String name, String command, Function<String, Map<String, String>> environments) {
        return new Declared(name, command, environments.apply(name));
    }

    private Function<String, Map<String, String>> environments() {
        Environment environment = with.verbs().environment();
        if (files.procfile() != null) {
            Map<String, String> all = Surroundings.of(with, environment.of(app));
            return name -> all;
        }
        Map<String, Map<String, String>> each = environment.of(app, files.services(lineup.formation()));
        return name -> Surroundings.of(with, each.getOrDefault(name, Map.of()));
    }

    /** Names what would run. */
    void plan(Consumer<PlannedStep> planned) {
        List<String> names = new ArrayList<>();
        if (files.release() != null) {
            names.add(Procfile.RELEASE);
        }
        if (files.run().postdeploy() != null && with.verbs().postdeploy().isDue(app)) {
            names.add(POSTDEPLOY);
        }
        names.addAll(lineup.names());
        names.forEach(name -> planned.accept(new PlannedStep(PlannedStep.Action.RUN_PROCESS, name, "")));
    }
}
