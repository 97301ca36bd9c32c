package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP callers read of a refusal is what they can send; commands are only named where there is no request. */
class RefusalsInHttpTest {
    private static MemoryApi api;

    @BeforeAll
    static void prepare() {
        api = new MemoryApi();
        for (String app : new String[] {"note", "shop", "till"}) {
            api.done("POST", "/apps", "{\"name\": \"" + app + "\"}");
        }
        create("note", "ledger:shared", "book");
        create("shop", "ledger:shared", "stock");
        create("shop", "ledger:private", "secrets");
        create("till", "ledger:shared", "moved");
        api.home().open().await().all(null);
        api.done("PATCH", "/apps/till/addons/moved", "{\"plan\": \"dedicated\"}");
        create("note", "ledger:private", "later");
        api.done("POST", "/apps/till/addon-attachments", "{\"addon\": \"stock\"}");
        api.done("POST", "/tokens", "{\"name\": \"ci\"}");
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static void create(String app, String plan, String name) {
        api.done("POST", "/apps/" + app + "/addons", "{\"plan\": \"" + plan + "\", \"name\": \"" + name + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | /apps/note/addons | {"plan": "cache"} | 409 | enable it on the server's machine: vektra addons:enable cache
            POST   | /apps/note/addons | {"plan": "ledger:shared", "config": {"size": "50"}} | 422 | set them for all: vektra addons:enable ledger --size VALUE (on the server's machine), or create ledger:dedicated
            POST   | /apps/note/addons | {"plan": "ledger", "name": "stock"} | 409 | choose another name, or leave "name" out
            POST   | /apps/note/addons | {"plan": "ledger", "name": "book", "attachment": {"name": "OTHER"}} | 409 | attach it: POST /apps/note/addon-attachments {"addon": "book"}
            POST   | /apps/note/addons | {"plan": "ledger:dedicated", "config": {"sizes": "5"}} | 422 | did you mean "size" of "config"? see on the server's machine: vektra addons:options ledger
            DELETE | /apps/shop/addons/stock | {} | 409 | detach it there first, or from all of them at once: send "force": true
            DELETE | /apps/shop | {} | 409 | detach it there first, or destroy it: DELETE /apps/shop/addons/stock {"force": true}
            PATCH  | /apps/note/config-vars | {"LEDGER_URL": "x"} | 409 | unbind it first: DELETE /apps/note/addon-attachments/LEDGER
            PATCH  | /apps/note/addons/book | {"undo": true} | 409 | see: GET /addons/book
            PATCH  | /apps/till/addons/moved | {"undo": true, "plan": "private"} | 409 | see: GET /addons/moved
            POST   | /apps/note/addon-attachments | {"addon": "secrets"} | 409 | make one for note: POST /apps/note/addons {"plan": "ledger:private"}
            POST   | /apps/note/addon-attachments | {"addon": "later"} | 409 | first: GET /addons/later until its state is provisioned
            POST   | /apps/note/addons/book/actions/restore | {"confirm": "note"} | 404 | see: GET /apps/note/addons/book/actions/backups
            GET    | /apps/note/log-drains/nothing | | 404 | see: GET /apps/note/log-drains
            DELETE | /tokens/nothing | | 404 | see: GET /tokens
            POST   | /tokens | {"name": "ci"} | 409 | revoke it first: DELETE /tokens/ci
            GET    | /audit?max=0 | | 422 | for example: max=100 in the query
            """)
    void a_refusal_says_what_to_send(String method, String path, String body, int status, String hint) {
        MemoryApi.Answered answer = api.call(method, path, body == null ? "" : body);
        assertThat(answer.text("hint")).as("%s", answer).isEqualTo(hint);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tcp+tls://user:x@logs.example.com:6514 | "url": it holds a user or a password, which syslog does not support
            udp://logs.example.com:514/x           | "url": nothing may follow the port
            """)
    void so_does_its_message(String url, String message) {
        MemoryApi.Answered answer = api.call("POST", "/apps/note/log-drains", "{\"url\": \"" + url + "\"}");
        assertThat(answer.text("message")).as("%s", answer).isEqualTo(message);
    }

    @Test
    void requests_are_there_for_programs() {
        MemoryApi.Answered answer = api.call("DELETE", "/apps/shop", "{}");
        JsonNode next = answer.body().get("next");
        assertThat(next).hasSize(1);
        assertThat(next.get(0).toString())
                .isEqualTo("{\"method\":\"DELETE\",\"path\":\"/apps/shop/addons/stock\",\"body\":{\"force\":true}}");
    }

    @Test
    void so_are_commands_that_have_no_request() {
        MemoryApi.Answered answer = api.call("POST", "/apps/note/addons", "{\"plan\": \"cache\"}");
        assertThat(answer.body().get("next").toString()).isEqualTo("[{\"command\":\"vektra addons:enable cache\"}]");
    }

    @Test
    void what_has_nothing_to_do_next_has_no_such_field() {
        MemoryApi.Answered answer =
                api.call("POST", "/apps/note/addons", "{\"plan\": \"ledger\", \"name\": \"stock\"}");
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("id", "message", "hint");
    }

    @Test
    void the_request_that_is_named_does_what_is_missing() {
        MemoryApi.Answered refused = api.call("DELETE", "/apps/till/addons/stock", "{}");
        assertThat(refused.status()).isEqualTo(422);
        create("till", "ledger:shared", "cash");
        api.done("POST", "/apps/note/addon-attachments", "{\"addon\": \"cash\", \"name\": \"CASH\"}");
        JsonNode next =
                api.call("DELETE", "/apps/till", "{}").body().get("next").get(0);
        api.done(
                next.get("method").asText(),
                next.get("path").asText(),
                next.get("body").toString());
        assertThat(api.get("/addons/cash").status()).isEqualTo(404);
    }

    @Test
    void without_a_token_the_first_one_is_created_on_the_server() {
        MemoryApi.Answered answer = api.call("GET", "/apps", "", null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("hint")).isEqualTo("create a token on the server's machine: vektra tokens:create NAME");
    }
}
