package vektra.server.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.folder.Ledger;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource.Docker;

/** Makes a server that does not run yet. What runs it is written down first, so that a removal finds what a crash left. */
record Making(Path home, Ledger ledger, Map<String, String> environment, Progress progress) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final String NOT_KNOWN_YET = "0";

    /** @param anotherPort whether a server that has a port already gets another */
    Server create(Wanted wanted, boolean anotherPort, ServerRecipe recipe) {
        Docker source = source(wanted, recipe);
        Names names = ledger.software(wanted.id()).map(Names::of).orElseGet(() -> fresh(wanted, recipe, source));
        Engine engine = awake(names);
        Path folder = ledger.open(wanted.id(), names.software(NOT_KNOWN_YET));
        Failpoint.reached("docker: server noted");
        new Image(engine, names.image(), progress).ensure();
        Failpoint.reached("docker: image here");
        // it may run and hold the port
        new Container(engine, names.container()).remove();
        progress.doing("checking " + names.image());
        Map<String, String> labels = Names.labels(home, wanted.id());
        Software software = names.software(version(engine, names, labels, source));
        int port = ledger.reserve(wanted, software, anotherPort);
        Failpoint.reached("docker: server recorded");
        progress.doing("creating the container of " + wanted.id());
        new Box(engine, software, labels, recipe, source, wanted.listen(), port, wanted.password(), wanted.options())
                .make();
        return Ledger.server(wanted, recipe, folder, software, port);
    }

    /** The server that would be made; only a container would tell the version. */
    Server preview(Wanted wanted, ServerRecipe recipe) {
        Names names = fresh(wanted, recipe, source(wanted, recipe));
        awake(names);
        return ledger.preview(wanted, recipe, names.software(""));
    }

    private Names fresh(Wanted wanted, ServerRecipe recipe, Docker source) {
        String image = Image.tagged(wanted.options().getOrDefault(ServerOptions.IMAGE, source.image()));
        return Names.fresh(Address.find(environment), image, recipe.keepsData(), home, wanted.id());
    }

    private static Engine awake(Names names) {
        Engine engine = new Engine(names.engine());
        engine.see(client -> client.pingCmd().exec());
        return engine;
    }

    private static String version(Engine engine, Names names, Map<String, String> labels, Docker source) {
        List<String> question = List.of(source.program(), "--version");
        String said = new Errand(engine, names.step())
                .run(new Plan(names.image(), question, source.user(), null, null, "TERM", labels));
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw VektraException.conflict(
                    source.program() + " of the image " + names.image() + " does not name its version",
                    Text.of("choose another with ", Input.of(ServerOptions.IMAGE), ", such as " + source.image()));
        }
        return version.group();
    }

    private static Docker source(Wanted wanted, ServerRecipe recipe) {
        return source(recipe, wanted.service().value());
    }

    static Docker source(ServerRecipe recipe, String service) {
        return recipe.sources().stream()
                .filter(Docker.class::isInstance)
                .map(Docker.class::cast)
                .findFirst()
                .orElseThrow(() -> VektraException.invalid(
                        service + " has no container image", Text.of("leave ", Input.of(ServerOptions.FROM), " out")));
    }
}
