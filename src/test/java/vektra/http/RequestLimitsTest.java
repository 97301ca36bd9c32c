package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vektra.model.Token;
import vektra.remote.Protocol;

/** How many requests one token may send. */
class RequestLimitsTest {
    private static HttpResponse<String> get(MemoryApi api, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.url() + "/apps"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String left(HttpResponse<String> answer) {
        return answer.headers().firstValue("RateLimit-Remaining").orElse("");
    }

    @Test
    void a_token_that_has_sent_too_many_waits_and_others_do_not() throws Exception {
        try (MemoryApi api = new MemoryApi(Set.of(), (wanted, token, streams) -> 0, 60)) {
            String busy = api.home().token("busy", Token.Scope.READ, null);
            String other = api.home().token("other", Token.Scope.READ, null);
            for (int left = 59; left >= 0; left--) {
                HttpResponse<String> answer = get(api, busy);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(left(answer)).isEqualTo(String.valueOf(left));
            }
            HttpResponse<String> refused = get(api, busy);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("\"rate_limit\"", "The token busy has sent too many requests; wait a few minutes.");
            assertThat(left(refused)).isEqualTo("0");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
            assertThat(left(get(api, other))).isEqualTo("59");
            api.pass(Duration.ofMinutes(2));
            assertThat(left(get(api, busy))).isEqualTo("1");
            api.pass(Duration.ofDays(1));
            assertThat(left(get(api, busy))).isEqualTo("59");
        }
    }

    @Test
    void pieces_of_a_command_under_way_are_not_counted() throws Exception {
        try (MemoryApi api = new MemoryApi(Set.of(), (wanted, token, streams) -> 0, 2)) {
            for (int i = 0; i < 5; i++) {
                assertThat(api.call("POST", Protocol.INPUT + "nosuch?at=0", "", api.admin())
                                .status())
                        .isEqualTo(422);
            }
            assertThat(left(get(api, api.admin()))).isEqualTo("1");
        }
    }
}
