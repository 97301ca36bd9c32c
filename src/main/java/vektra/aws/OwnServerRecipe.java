package vektra.aws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A server of Vektra's own; all it knows is in its folder. */
public abstract class OwnServerRecipe implements ServerRecipe {
    private final SoftwareSource software;
    private final String administrator;
    private final UnaryOperator<Path> password;
    private final List<String> arguments;

    /**
     * @param administrator the access key of the administrator
     * @param password the file that a server with that data reads the administrator's secret from
     * @param arguments of the server, besides those that every one has
     */
    protected OwnServerRecipe(
            SoftwareSource software, String administrator, UnaryOperator<Path> password, String... arguments) {
        this.software = software;
        this.administrator = administrator;
        this.password = password;
        this.arguments = List.of(arguments);
    }

    @Override
    public final List<SoftwareSource> sources() {
        return List.of(software);
    }

    /** Every version reads the files of those before it. */
    @Override
    public final boolean keepsData() {
        return false;
    }

    @Override
    public final boolean setsPasswordAtStart() {
        return true;
    }

    @Override
    public final Secret adminUrl(HostPort address, Secret password) {
        return new Secret("http://" + administrator + ":" + password.reveal() + "@" + address);
    }

    @Override
    public final void initialize(Layout layout, Place place) {}

    @Override
    public final Optional<Tls> tls(Layout layout) {
        return Tls.ifOffered(layout);
    }

    /** Never in the arguments, which every user of the machine can read. */
    @Override
    public final void beforeStart(Layout layout, Place place) {
        place.write(password.apply(layout.data()), layout.password().reveal());
    }

    @Override
    public final List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(arguments);
        command.addAll(List.of("--listen", layout.listen(), "--port", Integer.toString(layout.port())));
        command.addAll(List.of("--data", layout.data().toString()));
        command.addAll(List.of("--version", layout.software().version()));
        tls(layout)
                .ifPresent(tls -> command.addAll(List.of(
                        "--tls",
                        layout.option(ServerOptions.TLS),
                        "--certificate",
                        tls.file().toString())));
        return List.copyOf(command);
    }
}
