package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was begun when no server ran. */
class ResumeIT {
    private static final int MORE_THAN_ANY_COMMAND_HAS = 40;

    @Test
    void an_addon_whose_maker_was_killed_is_made_by_the_next_server() throws Exception {
        try (ServedHome home = new ServedHome("redis")) {
            home.vektra("apps:create", "shop");
            home.server().destroyForcibly().waitFor();
            JsonNode rows = JSON_NOTHING;
            for (int n = 1; rows.isEmpty() && n < MORE_THAN_ANY_COMMAND_HAS; n++) {
                Process killed = home.start(
                        Map.of("VEKTRA_FAILPOINT", String.valueOf(n)),
                        "addons:create",
                        "redis:dedicated",
                        "-a",
                        "shop");
                assertThat(killed.waitFor()).as("point " + n).isEqualTo(137);
                rows = home.json("addons", "-a", "shop");
            }
            assertThat(rows.get(0).get("state").asText()).isEqualTo("provisioning");
            home.serve(Map.of());
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> home.get("/apps/shop/addons").body().contains("\"state\":\"provisioned\""));
            assertThat(home.get("/apps/shop/config-vars").body()).contains("REDIS_URL");
        }
    }

    private static final JsonNode JSON_NOTHING = ServedHome.read("[]");
}
