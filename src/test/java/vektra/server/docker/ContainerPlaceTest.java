package vektra.server.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No engine is asked. */
class ContainerPlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"the-password", "requirepass the-password\n", "url=x://vektra:the-password@host\n"})
    void a_text_with_the_password_never_gets_inside(String text) {
        ContainerPlace place = new ContainerPlace(Boxes.of("unix:///no/engine.sock", "none", "the-password"));
        assertThatThrownBy(() -> place.write(Path.of("/data/file"), text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the text of /data/file has the password of the administrator");
    }
}
