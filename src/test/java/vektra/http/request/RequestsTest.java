package vektra.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vektra.http.MemoryApi;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;

/** What verbs are in HTTP. */
class RequestsTest {
    static final Iterable<Requests.Way> WAYS = Requests.WAYS;
    private static MemoryApi api;
    private static JsonNode document;

    @BeforeAll
    static void open() {
        api = new MemoryApi();
        document = api.done("GET", "/openapi.json", "");
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void each_way_is_a_route_and_in_the_document(Requests.Way way) {
        assertThat(new Requests(api.routes()).route(way).summary()).isNotBlank();
        assertThat(document.at("/paths").path(way.path()).has(way.method().toLowerCase(Locale.ROOT)))
                .as("%s", way)
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void each_way_leads_to_a_path_that_its_route_takes(Requests.Way way) {
        Next next = Next.of(way.verb(), way.arguments().toArray()).app("note").knowing("attachment", "MAIN");
        Next whole = way.when() == null ? next : next.with(way.when());
        Requests.Request request =
                new Requests(api.routes()).of(whole, Map.of()).orElseThrow();
        RouteTable.Found found = api.routes().find(request.method(), Paths.segments(request.path()));
        assertThat(found.route().path().text()).isEqualTo(way.path());
        assertThat(request.body()).doesNotContainKey("app");
    }

    private static String said(Next next, Map<String, String> present) {
        RouteTable.Found here = new RouteTable.Found(api.routes().all().get(0), present);
        return Wording.of(api.routes()).at(here).say(Text.of("next: ", next));
    }

    @Test
    void fields_of_the_body_are_those_of_the_schema() {
        assertThat(said(
                        Next.of("addons:create", "redis:dedicated")
                                .app("note")
                                .with("as", "CACHE")
                                .with("ttl", "2h")
                                .option("maxmemory", "64mb"),
                        Map.of()))
                .isEqualTo(
                        "next: POST /apps/note/addons {\"plan\": \"redis:dedicated\","
                                + " \"attachment\": {\"name\": \"CACHE\"}, \"ttl\": \"2h\", \"config\": {\"maxmemory\": \"64mb\"}}");
        assertThat(said(Next.of("addons:attach", "book").app("note").with("as", "CACHE"), Map.of()))
                .isEqualTo("next: POST /apps/note/addon-attachments {\"addon\": \"book\", \"name\": \"CACHE\"}");
    }

    @Test
    void a_config_var_is_unset_by_null() {
        assertThat(said(Next.of("config:unset", "URL").app("note"), Map.of()))
                .isEqualTo("next: PATCH /apps/note/config-vars {\"URL\": null}");
    }

    @Test
    void what_the_verb_leaves_open_is_what_the_request_names() {
        Next destroy = Next.of("addons:destroy", "book");
        assertThat(said(destroy, Map.of("app", "note"))).isEqualTo("next: DELETE /apps/note/addons/book");
        assertThat(said(destroy.knowing(Input.APP, "shop"), Map.of("app", "note")))
                .isEqualTo("next: DELETE /apps/shop/addons/book");
        assertThat(said(destroy, Map.of())).isEqualTo("next on the server's machine: vektra addons:destroy book");
    }

    @Test
    void an_action_that_only_reads_is_a_get() {
        Next action = Next.of("addons:action", "book", "backups").knowing("read-only", true);
        assertThat(said(action, Map.of("app", "note"))).isEqualTo("next: GET /apps/note/addons/book/actions/backups");
        assertThat(action).hasToString("vektra addons:action book backups");
    }

    @Test
    void names_are_encoded_in_paths() {
        assertThat(said(Next.of("tokens:revoke", "a b/c"), Map.of())).isEqualTo("next: DELETE /tokens/a%20b%2Fc");
    }

    @Test
    void several_commands_say_once_where_they_are_typed() {
        RouteTable.Found here = new RouteTable.Found(api.routes().all().get(0), Map.of());
        Text text = Text.of("see ", Next.of("addons:logs", "redis"), ", then ", Next.of("addons:restart", "redis"));
        assertThat(Wording.of(api.routes()).at(here).say(text))
                .isEqualTo("see vektra addons:logs redis (on the server's machine), then vektra addons:restart redis");
        assertThat(Wording.of(api.routes()).at(here).say(Text.of(Next.of("addons:start", "redis"))))
                .isEqualTo("on the server's machine: vektra addons:start redis");
    }

    @Test
    void what_a_request_has_repeated_until_it_is_so_says_until_when() {
        assertThat(said(Next.of("addons:wait", "book"), Map.of()))
                .isEqualTo("next: GET /addons/book until its state is provisioned");
    }

    @Test
    void an_input_that_a_request_lacks_is_the_command_lines() {
        Route drains = api.routes().of("POST", "/apps/{app}/log-drains");
        Wording wording = Wording.of(api.routes()).at(new RouteTable.Found(drains, Map.of("app", "note")));
        assertThat(wording.say(Text.of("use https, or add ", Input.of("insecure"), " to allow it")))
                .isEqualTo("use https, or add the command line's --insecure to allow it");
        assertThat(wording.say(Text.of("check ", Input.of("url"), ", and the DNS")))
                .isEqualTo("check \"url\", and the DNS");
    }
}
