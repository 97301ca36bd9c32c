package vektra.server.docker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.SoftwareSource.Docker;

/**
 * One server's container and the volume that outlives it.
 *
 * @param software whose command is the names
 * @param listen the address of this machine at which the server is reached
 */
record Box(
        Engine engine,
        Software software,
        Map<String, String> labels,
        ServerRecipe recipe,
        Docker source,
        String listen,
        int port,
        Secret password,
        Map<String, String> options) {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String WHOLE = ".vektra";

    private Names names() {
        return Names.of(software);
    }

    Container container() {
        return new Container(engine, names().container());
    }

    private Layout layout() {
        Software inside = new Software(software.source(), source.command(), software.version());
        return new Layout(inside, source.data(), EVERYWHERE, source.port(), password, options, false);
    }

    private Plan plan() {
        return new Plan(
                names().image(),
                recipe.command(layout()),
                source.user(),
                volume(),
                new Plan.Way(numeric(listen), port, source.port()),
                recipe.stopSignal(),
                labels);
    }

    private Plan.@Nullable Volume volume() {
        return recipe.keepsData() ? new Plan.Volume(names().volume(), source.data()) : null;
    }

    /** Whether a container is what the options ask for. */
    boolean fits(Container.Seen seen) {
        return seen.spec().equals(plan().spec());
    }

    /** Whether nothing that should outlive a container is missing. */
    static boolean hasData(Engine engine, Names names) {
        return names.volume().isEmpty()
                || engine.find(client -> client.inspectVolumeCmd(names.volume()).exec())
                        .isPresent();
    }

    /** Makes the container, and the volume and what must be in it where that is not there yet. */
    void make() {
        Container container = container();
        Place place = new ContainerPlace(this);
        Path whole = source.data().resolve(WHOLE);
        container.remove();
        if (!recipe.keepsData()) {
            recipe.initialize(layout(), place);
            container.create(plan());
            return;
        }
        if (hasData(engine, names())) {
            container.create(plan());
            if (container.read(whole).isPresent()) {
                return;
            }
            // what a crash left half made would stand in the way
            container.remove();
            removeVolume();
        }
        makeVolume();
        container.create(plan());
        recipe.initialize(layout(), place);
        Failpoint.reached("docker: data initialized");
        container.write(whole, software.version() + "\n");
    }

    /** Makes the container of data that is there. */
    void makeAgain() {
        container().remove();
        container().create(plan());
    }

    void prepare() {
        recipe.beforeStart(layout(), new ContainerPlace(this));
    }

    private void makeVolume() {
        engine.ask(client -> client.createVolumeCmd()
                .withName(names().volume())
                .withLabels(labels)
                .exec());
        Failpoint.reached("docker: volume made");
    }

    private void removeVolume() {
        engine.see(client -> client.removeVolumeCmd(names().volume()).exec());
        Failpoint.reached("docker: volume removed");
    }

    /** Runs a program of the image on the data, to its end. */
    void run(List<String> command) {
        new Errand(engine, names().step())
                .run(new Plan(names().image(), command, source.user(), volume(), null, recipe.stopSignal(), labels));
    }

    /** Deletes all that the engine has of a server; already gone is no error. */
    static void remove(Engine engine, Names names) {
        new Container(engine, names.step()).remove();
        new Container(engine, names.container()).remove();
        if (!names.volume().isEmpty()) {
            engine.see(client -> client.removeVolumeCmd(names.volume()).exec());
            Failpoint.reached("docker: volume removed");
        }
    }

    /** The engine takes no names. */
    private static String numeric(String listen) {
        try {
            return listen.equals("*")
                    ? EVERYWHERE
                    : InetAddress.getByName(listen).getHostAddress();
        } catch (UnknownHostException e) {
            return listen;
        }
    }
}
