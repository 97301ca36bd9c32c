package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import vektra.fixture.Assistant;

/** An assistant's own client against {@code vektra server}, with tokens. */
class McpOverHttpIT {
    @Test
    void an_assistant_works_with_the_rights_of_its_token_and_in_its_name() {
        try (ServedHome home = new ServedHome("memcache")) {
            home.vektra("apps:create", "shop");
            home.vektra("apps:create", "other");
            String write = home.vektra("tokens:create", "ben", "--scope", "write", "--apps", "shop")
                    .strip();
            try (Assistant ben = Assistant.over(home.url(), write);
                    Assistant guest = Assistant.over(home.url(), home.token("guest", "view"))) {
                assertThat(guest.tools()).contains("apps").doesNotContain("config", "apply");
                assertThat(ben.tools()).contains("addons_create", "apply").doesNotContain("apps_create", "audit");
                assertThat(ben.text("apps")).contains("shop").doesNotContain("other");
                assertThat(ben.text("apps_info", "app", "other")).contains("Couldn't find that app.");
                String plan = ben.plan("addons_create", "app", "shop", "plan", "memcache");
                assertThat(home.vektra("addons", "-a", "shop")).doesNotContain("memcache");
                assertThat(guest.call("apply", "plan", plan).isError()).isTrue();
                assertThat(ben.call("apply", "plan", plan).isError()).isFalse();
                assertThat(ben.call("apply", "plan", plan).isError()).isTrue();
                assertThat(home.vektra("addons", "-a", "shop")).contains("memcache:shared");
                assertThat(home.json("releases", "-a", "shop").toString()).contains("token ben");
                assertThat(ben.text("addons_destroy", "app", "shop", "addon", "MEMCACHE"))
                        .contains("which assistants may not do here", "DELETE /apps/shop/addons/MEMCACHE");
                home.vektra("tokens:revoke", "ben");
                assertThat(home.send(home.request("/mcp", write).POST(HttpRequest.BodyPublishers.ofString("{}")))
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }
}
