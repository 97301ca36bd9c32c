package vektra.provider.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.TestRedis;
import vektra.spi.ServerRecipe.Layout;

/** What the recipe writes, in a folder of this machine and in a container. */
class RedisRecipeTest {
    private static final Secret PASSWORD = new Secret("the-password");

    private final RedisRecipe recipe = new RedisRecipe();
    private final MemoryFolder place = new MemoryFolder();

    private static Layout layout(String where, String version) {
        return where.equals("container")
                ? new Layout(
                        new Software("docker", List.of("docker-entrypoint.sh", "redis-server"), version),
                        Path.of("/data"),
                        "0.0.0.0",
                        6379,
                        PASSWORD,
                        TestRedis.options(),
                        false)
                : new Layout(
                        new Software("machine", List.of("/usr/bin/redis-server"), version),
                        Path.of("/home/with \"space"),
                        "127.0.0.1",
                        20_001,
                        PASSWORD,
                        TestRedis.options(),
                        true);
    }

    @Test
    void a_folder_starts_from_its_configuration() {
        Layout layout = layout("folder", "7.0.15");
        recipe.beforeStart(layout, place);
        assertThat(place.files.get(layout.data().resolve("redis.conf")))
                .contains(
                        "\nbind 127.0.0.1\nport 20001\n",
                        "\ndir \"/home/with \\\"space\"\naclfile \"/home/with \\\"space/users.acl\"\n");
        assertThat(recipe.command(layout)).containsExactly("/usr/bin/redis-server", "/home/with \"space/redis.conf");
    }

    /** A server of an older Vektra, software without TLS, both ways, and a server for TLS alone. */
    @ParameterizedTest
    @CsvSource({
        "'',       true,  1, port 20001, ",
        "offered,  false, 2, port 20001, ",
        "offered,  true,  2, port 20001, tls-port 20002",
        "required, true,  2, port 0,     tls-port 20001"
    })
    void tls_has_a_port_of_its_own_unless_it_is_required(
            String option, boolean key, int ports, String plain, String tls) {
        Map<String, String> options = new HashMap<>(TestRedis.options());
        options.remove("tls");
        if (!option.isEmpty()) {
            options.put("tls", option);
        }
        Layout made = layout("folder", "7.0.15");
        Layout layout = new Layout(
                made.software(), made.data(), made.listen(), made.port(), made.password(), options, made.asRoot());
        if (key) {
            place.write(layout.data().resolve("vektra-tls.pem"), "-----BEGIN PRIVATE KEY-----");
        }
        recipe.beforeStart(layout, place);
        assertThat(recipe.ports(options)).isEqualTo(ports);
        List<String> lines =
                place.files.get(layout.data().resolve("redis.conf")).lines().toList();
        assertThat(lines).contains(plain);
        if (tls == null) {
            assertThat(lines).noneMatch(line -> line.startsWith("tls-"));
        } else {
            assertThat(lines).contains(tls, "tls-cert-file vektra-tls.pem", "tls-auth-clients no");
        }
    }

    @Test
    void a_container_starts_from_its_configuration() {
        Layout layout = layout("container", "7.0.15");
        recipe.beforeStart(layout, place);
        assertThat(place.files.get(layout.data().resolve("redis.conf")))
                .contains("\nbind 0.0.0.0\nport 6379\n", "\ndir \"/data\"\naclfile \"/data/users.acl\"\n");
        assertThat(recipe.command(layout)).containsExactly("docker-entrypoint.sh", "redis-server", "/data/redis.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "container"})
    void the_users_of_apps_stay_and_those_of_vektra_are_written_anew(String where) {
        Layout layout = layout(where, "7.0.15");
        Path users = layout.data().resolve("users.acl");
        place.write(users, "user vektra on #old ~*\nuser app-1 on #hash ~*\n# no user\nuser default on nopass\n");
        recipe.beforeStart(layout, place);
        assertThat(place.files.get(users).lines())
                .containsExactly(
                        "user vektra on " + Isolation.hashed(PASSWORD) + " ~* &* +@all",
                        "user default off resetchannels -@all",
                        "user app-1 on #hash ~*");
        assertThat(place.files.values()).noneMatch(text -> text.contains(PASSWORD.reveal()));
    }

    @ParameterizedTest
    @CsvSource({"folder,6.0.16", "folder,5.0.14", "container,6.0.16", "container,4.0"})
    void a_version_that_cannot_isolate_apps_is_refused(String where, String version) {
        assertThatThrownBy(() -> recipe.initialize(layout(where, version), place))
                .isInstanceOf(VektraException.class)
                .hasMessage("Redis " + version + " is too old to isolate apps");
        assertThat(place.files).isEmpty();
    }
}
