package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;

/** The protocol of Docker Compose's providers, line by line as its documentation has it. */
class ComposeIT {
    private static final String[] UP = {"compose", "--project-name", "my_shop", "up", "--type=redis", "cache"};
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void up_enables_the_service_and_sets_the_same_variables_again_and_down_keeps_the_data() throws IOException {
        List<JsonNode> first = lines(home.vektra(UP).ok());
        assertThat(first).extracting(line -> line.at("/type").asText()).containsExactly("info", "setenv");
        String url = first.get(1).at("/message").asText().replaceFirst("^URL=", "");
        try (Jedis app = new Jedis(url)) {
            app.set("kept", "yes");
        }
        assertThat(home.config("my-shop")).containsOnlyKeys("CACHE_URL");
        assertThat(lines(home.vektra(UP).ok())).isEqualTo(first);
        String[] down = {"compose", "--project-name", "my_shop", "down", "cache"};
        assertThat(lines(home.vektra(down).ok())).hasSize(1);
        assertThat(home.config("my-shop")).isEmpty();
        assertThat(lines(home.vektra(down).ok())).as("again").isEmpty();
        try (Jedis app = new Jedis(
                lines(home.vektra(UP).ok()).get(1).at("/message").asText().substring("URL=".length()))) {
            assertThat(app.get("kept")).isEqualTo("yes");
        }
    }

    @Test
    void what_is_not_prefixed_by_the_service_is_set_as_it_stands() throws IOException {
        List<JsonNode> said = lines(
                home.vektra("compose", "--project-name=web", "up", "--type=memcache", "--host=gateway", "my-cache")
                        .ok());
        assertThat(said.get(1).at("/type").asText()).isEqualTo("rawsetenv");
        assertThat(said.get(1).at("/message").asText()).matches("MY_CACHE_HOSTS=gateway:\\d+");
        assertThat(home.config("web").get("MY_CACHE_HOSTS")).as("in the app").startsWith("127.0.0.1:");
    }

    @Test
    void a_failure_is_an_error_that_compose_shows_with_its_exit_code() throws IOException {
        JsonNode unknown = lines(home.vektra("compose", "--project-name", "none", "up", "--type=reddis", "x")
                        .exits(3))
                .get(0);
        assertThat(unknown.at("/type").asText()).isEqualTo("error");
        assertThat(unknown.at("/message").asText()).startsWith("no service called 'reddis'; did you mean redis?");
        assertThat(lines(home.vektra("compose", "--project-name", "none", "up", "database")
                                .exits(2))
                        .get(0)
                        .at("/message")
                        .asText())
                .contains("provider: {options: {type: postgres}}");
        home.vektra("compose", "start", "database").exits(2);
        assertThat(home.path().resolve("apps/none.json")).doesNotExist();
    }

    @Test
    void metadata_names_the_services() throws IOException {
        JsonNode type = lines(home.vektra("compose", "metadata").ok()).get(0).at("/up/parameters/0");
        assertThat(type.at("/name").asText()).isEqualTo("type");
        assertThat(type.at("/required").asBoolean()).isTrue();
        assertThat(type.at("/enum").asText().split(",")).contains("postgres", "redis", "s3");
    }

    private static List<JsonNode> lines(Home.Ran ran) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(Home.JSON.readTree(line));
        }
        return lines;
    }
}
