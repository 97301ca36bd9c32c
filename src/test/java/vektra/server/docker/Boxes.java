package vektra.server.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Docker;

/** Containers of a server that needs no files. */
final class Boxes {
    static final Path DATA = Path.of("/data");
    private static final Docker SOURCE = new Docker("redis:7-alpine", List.of("redis-server"), null, DATA, 6379);

    private Boxes() {}

    static Box of(String engine, String name, String password) {
        return new Box(
                new Engine(engine),
                new Names(engine, SOURCE.image(), name, name).software("7"),
                Map.of(),
                new Bare(),
                SOURCE,
                "127.0.0.1",
                0,
                new Secret(password),
                Map.of());
    }

    private record Bare() implements ServerRecipe {
        @Override
        public List<SoftwareSource> sources() {
            return List.of(SOURCE);
        }

        @Override
        public Secret adminUrl(HostPort address, Secret password) {
            return password;
        }

        @Override
        public void initialize(Layout layout, Place place) {}

        @Override
        public void beforeStart(Layout layout, Place place) {}

        @Override
        public List<String> command(Layout layout) {
            return layout.software().command();
        }
    }
}
