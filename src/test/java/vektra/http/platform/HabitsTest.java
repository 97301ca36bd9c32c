package vektra.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.http.MemoryApi;

/** What the command lines of Heroku and Akkeris ask for beyond what Vektra itself needs. */
class HabitsTest {
    private final MemoryApi api = new MemoryApi();

    HabitsTest() {
        api.done("POST", "/apps", "{\"name\": \"note\"}");
        api.done("POST", "/apps/note/addons", "{\"plan\": \"ledger\", \"name\": \"book\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void one_add_on_of_an_app_is_primary() {
        api.done(
                "POST",
                "/apps/note/addons",
                "{\"plan\": \"ledger\", \"name\": \"two\", \"attachment\": {\"name\": \"TWO\"}}");
        for (JsonNode addon : api.done("GET", "/apps/note/addons", "")) {
            assertThat(addon.get("primary").asBoolean())
                    .isEqualTo(addon.get("name").asText().equals("book"));
        }
    }

    @Test
    void a_plan_names_the_apps_that_have_an_add_on_of_it() {
        api.done("POST", "/apps", "{\"name\": \"other\"}");
        JsonNode plan = api.done("GET", "/addon-services/ledger/plans/shared", "");
        assertThat(plan.get("provisioned_by").findValuesAsText("name")).containsExactly("note");
        assertThat(api.done("GET", "/addon-services/ledger/plans/dedicated", "").get("provisioned_by"))
                .isEmpty();
    }

    @Test
    void maintenance_around_a_change_of_plan_is_no_error() {
        api.done("PATCH", "/apps/note", "{\"maintenance\": true}");
        api.done("PATCH", "/apps/note/addons/book", "{\"plan\": \"dedicated\"}");
        JsonNode app = api.done("PATCH", "/apps/note", "{\"maintenance\": false}");
        assertThat(app.get("name").asText()).isEqualTo("note");
        assertThat(app.get("maintenance").asBoolean()).isFalse();
        assertThat(api.done("GET", "/apps/note/builds", "")).isEmpty();
        assertThat(api.call("GET", "/apps/nosuch/builds", "").status()).isEqualTo(404);
    }

    @Test
    void a_change_of_plan_is_undone_once() {
        api.done("PATCH", "/apps/note/addons/book", "{\"plan\": \"dedicated\"}");
        for (int i = 0; i < 2; i++) {
            JsonNode back =
                    api.done("PATCH", "/apps/note/addons/book", "{\"undo\": true, \"plan\": \"ledger:shared\"}");
            assertThat(back.at("/plan/name").asText()).isEqualTo("ledger:shared");
            assertThat(back.at("/former/plan").asText()).isEqualTo("dedicated");
        }
        JsonNode forward = api.done("PATCH", "/apps/note/addons/book", "{\"undo\": true}");
        assertThat(forward.at("/plan/name").asText()).isEqualTo("ledger:dedicated");
    }

    @Test
    void a_rollback_is_of_an_add_on_and_to_a_time() {
        String asked = "{\"plan\": \"ledger\", \"config\": {\"rollback\": \"LEDGER\", \"to\": \"%s\"}}";
        MemoryApi.Answered none = api.call("POST", "/apps/note/addons", asked.formatted("0s"));
        assertThat(none.status()).isEqualTo(422);
        assertThat(api.call("POST", "/apps/note/addons", asked.formatted("2096-10-21 15:52+00"))
                        .text("message"))
                .contains("the server of book keeps no archive");
        assertThat(api.call("POST", "/apps/note/addons", asked.replace(", \"to\": \"%s\"", ""))
                        .text("message"))
                .contains("A rollback needs the option to");
    }

    @Test
    void a_service_that_ships_lines_becomes_a_drain_of_the_app() {
        String to = "{\"plan\": \"syslog\", \"config\": {\"url\": \"syslog+tls://127.0.0.1:9\"}}";
        JsonNode made = api.done("POST", "/apps/note/addons", to);
        assertThat(made.at("/addon_service/name").asText()).isEqualTo("syslog");
        assertThat(made.get("provision_message").asText()).contains("syslog+tls://127.0.0.1:9", "heroku drains:remove");
        JsonNode drains = api.done("GET", "/apps/note/log-drains", "");
        assertThat(drains).hasSize(1);
        assertThat(drains.at("/0/url").asText()).isEqualTo("syslog+tls://127.0.0.1:9");
        assertThat(drains.at("/0/name").asText()).isEqualTo(made.get("name").asText());
        assertThat(api.call("POST", "/apps/note/addons", to).status()).isEqualTo(200);
        assertThat(api.done("GET", "/apps/note/log-drains", "")).hasSize(1);
    }

    @Test
    void it_goes_where_the_app_itself_says_or_where_the_lines_of_all_go() {
        String plan = "{\"plan\": \"syslog\"}";
        MemoryApi.Answered none = api.call("POST", "/apps/note/addons", plan);
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text("message")).contains("-- --url HOST:PORT");
        api.done("PATCH", "/apps/note/config-vars", "{\"SYSLOG_URL\": \"tcp://127.0.0.1:7\"}");
        assertThat(api.done("POST", "/apps/note/addons", plan)
                        .get("provision_message")
                        .asText())
                .contains("go to tcp://127.0.0.1:7");
    }

    @Test
    void a_drain_keeps_the_url_as_it_was_typed_and_is_one_place_by_any_name() {
        JsonNode drain = api.done("POST", "/apps/note/log-drains", "{\"url\": \"syslog://127.0.0.1:9\"}");
        assertThat(drain.get("url").asText()).isEqualTo("syslog://127.0.0.1:9");
        api.done("POST", "/apps/note/log-drains", "{\"url\": \"tcp://127.0.0.1:9\"}");
        assertThat(api.done("GET", "/apps/note/log-drains", "")).hasSize(1);
        api.done("DELETE", "/apps/note/log-drains/tcp%3A%2F%2F127.0.0.1%3A9", "");
        assertThat(api.done("GET", "/apps/note/log-drains", "")).isEmpty();
    }

    @Test
    void backups_are_scheduled_and_named_by_the_variable_of_the_database() {
        String schedules = "/client/v11/databases/book/transfer-schedules";
        assertThat(api.done("GET", schedules, "")).isEmpty();
        JsonNode made = api.done("POST", schedules, "{\"hour\": \"2\", \"timezone\": \"Europe/Berlin\"}");
        assertThat(made.get("name").asText()).isEqualTo("LEDGER_URL");
        assertThat(made.get("hour").asText()).isEqualTo("2");
        api.done("POST", schedules, "{\"hour\": \"03\", \"schedule_name\": \"LEDGER_URL\"}");
        assertThat(api.done("GET", schedules, ""))
                .singleElement()
                .satisfies(one -> assertThat(one.get("timezone").asText()).isEqualTo("UTC"));
        assertThat(api.call("POST", schedules, "{\"hour\": \"25\"}").status()).isEqualTo(422);
        assertThat(api.call("DELETE", schedules + "/nothing", "").status()).isEqualTo(404);
        api.done("DELETE", schedules + "/" + made.get("uuid").asText(), "");
        assertThat(api.done("GET", schedules, "")).isEmpty();
    }

    @Test
    void the_lines_of_an_app_are_read_at_a_secret_address() {
        JsonNode session = api.done("POST", "/apps/note/log-sessions", "{\"lines\": 10, \"tail\": true}");
        String address = session.get("logplex_url").asText().replaceFirst("http://[^/]+", "");
        assertThat(address).matches("/log-sessions/[0-9A-Za-z]{24}");
        assertThat(api.text(address)).isEqualTo("retry: 500\n\n");
        assertThat(api.text(address)).isEqualTo("retry: 500\n\n");
        assertThat(api.call("GET", "/log-sessions/other", "", null).status()).isEqualTo(404);
        String once = api.done("POST", "/apps/note/log-sessions", "{}")
                .get("logplex_url")
                .asText()
                .replaceFirst("http://[^/]+", "");
        assertThat(api.text(once)).startsWith("retry");
        assertThat(api.call("GET", once, "", null).status()).isEqualTo(404);
        assertThat(api.call("POST", "/apps/note/log-sessions", "{\"lines\": \"many\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.call("POST", "/apps/note/log-sessions", "{\"lines\": -1}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void who_reads_lines_as_they_come_stops_when_the_token_is_revoked() {
        String secret = api.done("POST", "/tokens", "{\"name\": \"reader\", \"scope\": \"read\"}")
                .get("token")
                .asText();
        String address = api.call("POST", "/apps/note/log-sessions", "{\"tail\": true}", secret)
                .text("logplex_url")
                .replaceFirst("http://[^/]+", "");
        assertThat(api.text(address)).startsWith("retry");
        api.done("DELETE", "/tokens/reader", "");
        assertThat(api.call("GET", address, "", null).status()).isEqualTo(404);
    }
}
