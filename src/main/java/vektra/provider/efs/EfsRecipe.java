package vektra.provider.efs;

import java.util.List;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A folder: nothing runs and nothing listens. */
final class EfsRecipe implements ServerRecipe {
    /** Of how folders are laid out. */
    static final String VERSION = "1";

    @Override
    public List<SoftwareSource> sources() {
        return List.of(new SoftwareSource.Folder(VERSION));
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("");
    }

    @Override
    public void initialize(Layout layout, Place place) {
        Access.of(layout.options());
        place.write(layout.data().resolve(Root.MARK), "");
    }

    @Override
    public void beforeStart(Layout layout, Place place) {}

    @Override
    public List<String> command(Layout layout) {
        return List.of();
    }
}
