package vektra.provider.toy;

import java.util.ArrayList;
import java.util.List;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A toy's server: it reads its password from a file, and holds nothing but memory. */
final class ToyRecipe implements ServerRecipe {
    @Override
    public List<SoftwareSource> sources() {
        return List.of(new SoftwareSource.Machine("toyd", List.of("/usr/bin")));
    }

    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("toy://admin:" + password.reveal() + "@" + address);
    }

    @Override
    public void initialize(Layout layout, Place place) {}

    /** Never in the arguments, which every user of the machine can read. */
    @Override
    public void beforeStart(Layout layout, Place place) {
        place.write(layout.data().resolve("password"), layout.password().reveal());
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(List.of("--listen", layout.listen(), "--port", Integer.toString(layout.port())));
        command.addAll(
                List.of("--password-file", layout.data().resolve("password").toString()));
        return command;
    }
}
