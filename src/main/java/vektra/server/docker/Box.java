package vektra.server.docker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.Secret;
import vektra.model.Software;
import vektra.spi.ContainerRecipe;
import vektra.spi.ContainerRecipe.Inside;
import vektra.spi.ServerRecipe.Layout;

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
        ContainerRecipe recipe,
        String listen,
        int port,
        Secret password,
        Map<String, String> options,
        String stopSignal) {
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String WHOLE = ".vektra";

    private Names names() {
        return Names.of(software);
    }

    Container container() {
        return new Container(engine, names().container());
    }

    private Layout layout() {
        Path data = recipe.data() == null ? Path.of("/") : recipe.data();
        return new Layout(software, data, EVERYWHERE, recipe.port(), password, options, false);
    }

    private Plan plan() {
        return new Plan(
                names().image(),
                recipe.command(layout()),
                recipe.user(),
                volume(),
                new Plan.Way(numeric(listen), port, recipe.port()),
                stopSignal,
                labels);
    }

    private Plan.@Nullable Volume volume() {
        return recipe.data() == null ? null : new Plan.Volume(names().volume(), recipe.data());
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
        container.remove();
        Path data = recipe.data();
        if (data == null) {
            recipe.initialise(layout(), inside());
            container.create(plan());
            return;
        }
        if (hasData(engine, names())) {
            container.create(plan());
            if (container.read(data.resolve(WHOLE)).isPresent()) {
                return;
            }
            // what a crash left half made would stand in the way
            container.remove();
            removeVolume();
        }
        makeVolume();
        container.create(plan());
        recipe.initialise(layout(), inside());
        Failpoint.reached("docker: data initialised");
        container.write(data, Map.of(WHOLE, software.version() + "\n"));
    }

    /** Makes the container of data that is there. */
    void makeAgain() {
        container().remove();
        container().create(plan());
    }

    void prepare() {
        recipe.beforeStart(layout(), inside());
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

    private Inside inside() {
        Container container = container();
        return new Inside() {
            @Override
            public Optional<String> read(Path file) {
                return container.read(file);
            }

            @Override
            public void write(Path folder, Map<String, String> texts) {
                container.write(folder, texts);
            }

            @Override
            public String run(List<String> command) {
                return new Errand(engine, names().step())
                        .run(new Plan(names().image(), command, recipe.user(), volume(), null, stopSignal, labels));
            }
        };
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
