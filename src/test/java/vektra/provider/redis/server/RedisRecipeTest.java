package vektra.provider.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.Secret;
import vektra.model.Software;
import vektra.model.VektraException;
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
                        "user vektra on " + Wall.hashed(PASSWORD) + " ~* &* +@all",
                        "user default off resetchannels -@all",
                        "user app-1 on #hash ~*");
        assertThat(place.files.values()).noneMatch(text -> text.contains(PASSWORD.reveal()));
    }

    @ParameterizedTest
    @CsvSource({"folder,6.0.16", "folder,5.0.14", "container,6.0.16", "container,4.0"})
    void a_version_that_cannot_isolate_apps_is_refused(String where, String version) {
        assertThatThrownBy(() -> recipe.initialise(layout(where, version), place))
                .isInstanceOf(VektraException.class)
                .hasMessage("Redis " + version + " is too old to isolate apps");
        assertThat(place.files).isEmpty();
    }
}
