package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vektra.http.request.FailedTokens;

/** What is believed of the headers that a proxy adds, and what of those that anyone sends. */
class ProxiesTest {
    private static final Map<String, String> FORWARDED = Map.of(
            "X-Forwarded-Proto", "https", "X-Forwarded-Host", "vektra.example.com", "X-Forwarded-For", "203.0.113.7");

    @Test
    void behind_a_proxy_addresses_are_those_of_the_proxy() {
        try (MemoryApi api = new MemoryApi(Set.of(InetAddress.getLoopbackAddress()))) {
            api.done("POST", "/apps", "{\"name\": \"shop\"}");
            assertThat(api.call("GET", "/apps/shop", "", api.admin(), FORWARDED).text("web_url"))
                    .isEqualTo("https://vektra.example.com/#/apps/shop");
            assertThat(api.call("GET", "/apps/shop", "", api.admin(), Map.of("X-Forwarded-Proto", "gopher"))
                            .text("web_url"))
                    .startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void of_others_nothing_is_believed() {
        try (MemoryApi api = new MemoryApi(Set.of())) {
            api.done("POST", "/apps", "{\"name\": \"shop\"}");
            assertThat(api.call("GET", "/apps/shop", "", api.admin(), FORWARDED).text("web_url"))
                    .startsWith("http://127.0.0.1:");
            for (int i = 0; i < FailedTokens.MOST; i++) {
                assertThat(unknown(api, "203.0.113." + i)).isEqualTo(401);
            }
            assertThat(unknown(api, "203.0.113.99")).isEqualTo(429);
        }
    }

    @Test
    void unknown_tokens_are_counted_by_the_client_that_the_proxy_saw_whatever_it_says_itself() {
        try (MemoryApi api = new MemoryApi(Set.of(InetAddress.getLoopbackAddress()))) {
            for (int i = 0; i < FailedTokens.MOST; i++) {
                assertThat(unknown(api, "198.51.100." + i + ", 203.0.113.7")).isEqualTo(401);
            }
            assertThat(unknown(api, "198.51.100.99, 203.0.113.7")).isEqualTo(429);
            assertThat(unknown(api, "203.0.113.7, 127.0.0.1")).isEqualTo(429);
            assertThat(unknown(api, "203.0.113.8")).isEqualTo(401);
            assertThat(unknown(api, "localhost"))
                    .as("no address: counted as the proxy")
                    .isEqualTo(401);
        }
    }

    private static int unknown(MemoryApi api, String client) {
        return api.call("GET", "/apps", "", "vk_unknown", Map.of("X-Forwarded-For", client))
                .status();
    }
}
