package vektra.server;

import java.nio.file.Path;
import vektra.server.folder.FolderPlace;
import vektra.server.process.RunAs;
import vektra.spi.Place;

/** The places that launchers give recipes, for tests that run a recipe without a launcher. */
public final class Places {
    private Places() {}

    public static Place at(Path data) {
        return new FolderPlace(data, RunAs.ourselves(), System.getenv(), "cannot prepare " + data);
    }
}
