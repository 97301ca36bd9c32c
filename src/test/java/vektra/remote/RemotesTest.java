package vektra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

class RemotesTest {
    @TempDir
    Path folder;

    private Remotes remotes() {
        return Remotes.of(Map.of("XDG_CONFIG_HOME", folder.toString()));
    }

    private static Remote remote(String name) {
        return new Remote(name, URI.create("https://" + name + ".example.com"), new Secret("vk_" + name), null);
    }

    @Test
    void one_of_a_name_takes_the_place_of_the_former() {
        remotes().put(remote("prod"));
        remotes().put(new Remote("prod", URI.create("https://other.example.com"), new Secret("vk_new"), "/ca.pem"));
        assertThat(remotes().all()).hasSize(1);
        Remote now = remotes().named("prod");
        assertThat(now.url()).hasToString("https://other.example.com");
        assertThat(now.token().reveal()).isEqualTo("vk_new");
        assertThat(now.authority()).isEqualTo("/ca.pem");
        remotes().remove(now);
        remotes().remove(now);
        assertThat(remotes().all()).isEmpty();
        assertThatThrownBy(() -> remotes().named("prod"))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("no remote called 'prod'");
    }

    @Test
    void what_is_noted_and_forgotten_at_once_is_all_noted_and_forgotten() {
        List<String> names = IntStream.range(0, 40).mapToObj(n -> "r" + n).toList();
        names.subList(0, 20).forEach(name -> remotes().put(remote(name)));
        IntStream.range(0, 40).parallel().forEach(n -> {
            if (n < 20) {
                remotes().remove(remote("r" + n));
            } else {
                remotes().put(remote("r" + n));
            }
        });
        assertThat(remotes().all()).extracting(Remote::name).containsExactlyInAnyOrderElementsOf(names.subList(20, 40));
    }
}
