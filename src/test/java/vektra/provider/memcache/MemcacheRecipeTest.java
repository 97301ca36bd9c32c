package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.memcached.BuiltinMemcached;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.ServerRecipe.Layout;

class MemcacheRecipeTest {
    private final MemcacheRecipe recipe = new MemcacheRecipe();

    @Test
    void a_memcached_gets_its_limits_and_no_udp() {
        assertThat(String.join(" ", recipe.command(layout("machine", List.of("/usr/bin/memcached"), false))))
                .isEqualTo("/usr/bin/memcached -l 127.0.0.1 -p 20001 -U 0 -m 100 -c 200");
    }

    @Test
    void a_memcached_of_root_gets_the_option_that_allows_root() {
        assertThat(recipe.command(layout("debian", List.of("/x/memcached"), true)))
                .endsWith("-u", "root");
    }

    @Test
    void the_builtin_server_gets_a_heap_for_its_memory_and_has_its_class_of_today() {
        List<String> jvm =
                List.of("/jdk/bin/java", "-XX:+UseSerialGC", "-cp", "vektra.jar", "vektra.memcached.BuiltinMemcached");
        assertThat(String.join(" ", recipe.command(layout("builtin", jvm, true))))
                .isEqualTo("/jdk/bin/java -Xmx" + BuiltinMemcached.heapMegabytes(100)
                        + "m -XX:+UseSerialGC -cp vektra.jar " + BuiltinMemcached.class.getName()
                        + " --listen 127.0.0.1 --port 20001 --memory 100 --max-connections 200");
    }

    @ParameterizedTest
    @CsvSource({
        "memory,0",
        "memory,7",
        "memory,",
        "max-connections,0",
        "memory,1000001",
        "max-connections,63",
        "max-connections,1000001"
    })
    void too_little_or_too_much_is_refused_before_anything_is_made(String option, String value) {
        Map<String, String> options = new HashMap<>(Map.of("memory", "64", "max-connections", "1024"));
        options.put(option, value == null ? "" : value);
        Layout layout = new Layout(
                new Software("machine", List.of("memcached"), "1"),
                Path.of("data"),
                "127.0.0.1",
                20_001,
                new Secret(""),
                options,
                false);
        assertThatThrownBy(() -> recipe.initialize(layout, new MemoryFolder()))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("--" + option);
    }

    private static Layout layout(String source, List<String> command, boolean asRoot) {
        return new Layout(
                new Software(source, command, "1.6.18"),
                Path.of("data"),
                "127.0.0.1",
                20_001,
                new Secret("unused"),
                Map.of("memory", "100", "max-connections", "200"),
                asRoot);
    }
}
