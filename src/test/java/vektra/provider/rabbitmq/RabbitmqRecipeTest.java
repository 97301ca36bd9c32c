package vektra.provider.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.spi.ServerRecipe.Layout;

/** What the recipe writes. */
class RabbitmqRecipeTest {
    private final RabbitmqRecipe recipe = new RabbitmqRecipe();
    private final MemoryFolder place = new MemoryFolder();

    /** A server of an older Vektra, both ways, and a server for TLS alone. */
    @ParameterizedTest
    @CsvSource({
        "'',       3, listeners.tcp.1 = 10.0.0.7:20001, '',                             management.tcp.port = 20002",
        "offered,  4, listeners.tcp.1 = 10.0.0.7:20001, listeners.ssl.1 = 10.0.0.7:20004, management.tcp.port = 20002",
        "required, 4, listeners.tcp = none,             listeners.ssl.1 = 10.0.0.7:20001, management.ssl.port = 20002"
    })
    void tls_has_a_port_of_its_own_unless_it_is_required(
            String option, int ports, String plain, String tls, String management) {
        Map<String, String> options = option.isEmpty() ? Map.of() : Map.of("tls", option);
        Software software = new Software("machine", List.of("/usr/lib/rabbitmq/bin/rabbitmqctl"), "3.10.8");
        Layout layout = new Layout(
                software, Path.of("/home/data"), "10.0.0.7", 20_001, new Secret("the-password"), options, false);
        place.write(Path.of("/home/data/vektra-tls.pem"), "-----BEGIN PRIVATE KEY-----");
        recipe.beforeStart(layout, place);
        assertThat(recipe.ports(options)).isEqualTo(ports);
        List<String> lines =
                place.files.get(Path.of("/home/data/rabbitmq.conf")).lines().toList();
        assertThat(lines).contains(plain, management);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("listeners.ssl"))
                        .toList())
                .isEqualTo(tls.isEmpty() ? List.of() : List.of(tls));
        assertThat(lines.contains("ssl_options.keyfile = /home/data/vektra-tls.pem"))
                .isEqualTo(!tls.isEmpty());
    }
}
