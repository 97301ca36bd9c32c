package vektra.server.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.Server;
import vektra.model.ServerOptions;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.server.Ledger;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource.Docker;

/** Makes a server that does not run yet. What runs it is written down first, so that a removal finds what a crash left. */
record Making(Path home, Ledger ledger, Map<String, String> environment, Progress progress) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final String NOT_KNOWN_YET = "0";

    Server create(Wanted wanted, ServerRecipe recipe) {
        Docker source = source(wanted, recipe);
        Engine engine = new Engine(Address.find(environment));
        engine.ask(client -> client.pingCmd().exec() == null);
        String image = Image.tagged(wanted.options().getOrDefault(ServerOptions.IMAGE, source.image()));
        Names names = new Names(home, wanted.id());
        Path folder = ledger.open(wanted.id(), software(engine, image, NOT_KNOWN_YET));
        Failpoint.reached("docker: server noted");
        new Image(engine, image, progress).ensure();
        Failpoint.reached("docker: image here");
        // it may run and hold the port
        new Container(engine, names.container()).remove();
        progress.doing("looking at " + image);
        Software software = software(engine, image, version(engine, image, names, source));
        int port = ledger.reserve(wanted, software);
        Failpoint.reached("docker: server recorded");
        progress.doing("making the container of " + wanted.id());
        new Box(
                        engine,
                        names,
                        source.recipe(),
                        software,
                        wanted.listen(),
                        port,
                        wanted.password(),
                        wanted.options(),
                        recipe.stopSignal())
                .make();
        return Ledger.server(wanted, recipe, folder, software, port);
    }

    private static String version(Engine engine, String image, Names names, Docker source) {
        List<String> question = List.of(source.recipe().program(), "--version");
        String said = new Errand(engine, names.step())
                .run(new Plan(image, question, source.recipe().user(), null, null, "TERM", names.labels()));
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw VektraException.conflict(
                    source.recipe().program() + " of the image " + image + " tells no version",
                    "choose another with --image, such as " + source.image());
        }
        return version.group();
    }

    private static Software software(Engine engine, String image, String version) {
        return new Software(Docker.NAME, List.of(engine.address(), image), version);
    }

    private static Docker source(Wanted wanted, ServerRecipe recipe) {
        return source(recipe, wanted.service().value());
    }

    static Docker source(ServerRecipe recipe, String service) {
        return recipe.sources().stream()
                .filter(Docker.class::isInstance)
                .map(Docker.class::cast)
                .findFirst()
                .orElseThrow(() -> VektraException.invalid(service + " comes in no container", "leave --from out"));
    }
}
