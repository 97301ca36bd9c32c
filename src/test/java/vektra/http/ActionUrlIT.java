package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vektra.fixture.Home;

/** Each URL of an action is one that answers; where no app has the add-on there is none. */
@Timeout(120)
class ActionUrlIT {
    private static ServedHome home;

    @BeforeAll
    static void start() {
        home = new ServedHome("redis");
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    private static JsonNode actions(String addon) throws Exception {
        return Home.JSON
                .readTree(home.call("GET", "/addons/" + addon, "").body())
                .get("actions");
    }

    @Test
    void with_an_owner_and_with_none() throws Exception {
        home.vektra("apps:create", "owner");
        home.vektra("addons:create", "redis", "-a", "owner", "--name", "store");
        assertThat(actions("store"))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.get("url").asText())
                        .isEqualTo("/apps/owner/addons/store/actions/"
                                + action.get("name").asText()));
        assertThat(home.call("GET", "/apps/owner/addons/store/actions/stats", "")
                        .statusCode())
                .isEqualTo(200);
        home.vektra("apps:destroy", "-a", "owner", "--confirm", "owner");
        assertThat(actions("store"))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.get("url").isNull()).isTrue());
    }
}
