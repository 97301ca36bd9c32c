package vektra.server.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vektra.fixture.Sampled;
import vektra.server.PlaceContract;
import vektra.spi.Place;

/** The inside of a container. */
@Tag("containers")
@Sampled(oneIn = 4)
class ContainerPlaceIT extends PlaceContract {
    private static Box box;

    @BeforeAll
    static void make() {
        box = Boxes.of(Address.find(System.getenv()), "vektra-place-" + UUID.randomUUID(), "the-password");
        box.make();
    }

    @AfterAll
    static void remove() {
        Box.remove(box.engine(), Names.of(box.software()));
    }

    @Override
    protected Place place() {
        return new ContainerPlace(box);
    }

    @Override
    protected Path data() {
        return Boxes.DATA;
    }

    @Test
    void what_is_written_outlives_the_container() {
        Path file = data().resolve("kept");
        place().write(file, "text");
        box.makeAgain();
        assertThat(place().read(file)).contains("text");
        place().run(List.of("test", "-f", file.toString()));
    }
}
