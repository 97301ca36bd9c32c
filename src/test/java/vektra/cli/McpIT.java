package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Assistant;
import vektra.fixture.Home;

/** What an assistant's own client makes of {@code vektra mcp}, a real process started by the launcher. */
class McpIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.enable("memcache");
        home.vektra("apps:create", "shop").ok();
        home.vektra("config:set", "API_TOKEN=hush-hush", "-a", "shop").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void an_assistant_gives_an_app_a_cache_and_sees_it() {
        try (Assistant assistant = Assistant.over(home, null)) {
            assertThat(assistant.client().getServerInfo().name()).isEqualTo("vektra");
            assertThat(assistant.client().getServerInstructions()).contains("answers with a plan");
            assertThat(assistant.tools()).contains("addons_bind", "config", "apply");
            String plan = assistant.plan("addons_bind", "service_plan", "memcache", "app", "shop");
            assertThat(home.config("shop")).doesNotContainKey("MEMCACHE_HOSTS");
            assertThat(assistant.call("apply", "plan", plan).isError()).isFalse();
            assertThat(home.config("shop")).containsKey("MEMCACHE_HOSTS");
            assertThat(assistant.text("addons", "app", "shop")).contains("memcache:shared");
            assertThat(assistant.text("apply", "plan", plan)).contains("it was carried out");
            assertThat(assistant.text("config", "app", "shop")).doesNotContain("hush-hush");
            assertThat(assistant.text("config", "app", "shop", "secrets", true)).contains("hush-hush");
        }
    }

    @Test
    void a_session_cannot_carry_out_the_plan_of_another() {
        try (Assistant one = Assistant.over(home, null);
                Assistant other = Assistant.over(home, null)) {
            String plan = one.plan("apps_create", "new", "stolen");
            assertThat(other.call("apply", "plan", plan).isError()).isTrue();
            assertThat(home.vektra("apps").ok().out()).doesNotContain("stolen");
        }
    }

    @Test
    void a_plan_for_a_state_that_a_person_has_changed_since_is_refused() {
        try (Assistant assistant = Assistant.over(home, null)) {
            String plan = assistant.plan("config_set", "app", "shop", "name_value", List.of("LEVEL=debug"));
            home.vektra("config:set", "LEVEL=info", "-a", "shop").ok();
            assertThat(assistant.text("apply", "plan", plan)).contains("does not hold any more");
            assertThat(home.config("shop")).containsEntry("LEVEL", "info");
        }
    }

    @Test
    void destroying_is_off() {
        home.vektra("apps:create", "kept").ok();
        List<String> asked = new ArrayList<>();
        try (Assistant assistant = Assistant.over(home, form -> {
            asked.add(form);
            return "kept";
        })) {
            assertThat(assistant.text("apps_destroy", "app", "kept"))
                    .contains("which assistants may not do here", "vektra apps:destroy --app=kept");
        }
        assertThat(asked).isEmpty();
        assertThat(home.vektra("apps").ok().out()).contains("kept");
    }

    @Test
    void where_it_is_allowed_a_person_types_the_name() {
        home.vektra("apps:create", "doomed").ok();
        try (Assistant assistant = Assistant.over(
                home, form -> form.contains("Type doomed to confirm.") ? "doomed" : "", "--allow-destroy")) {
            String plan = assistant.plan("apps_destroy", "app", "doomed");
            assertThat(assistant.call("apply", "plan", plan).isError()).isFalse();
        }
        assertThat(home.vektra("apps").ok().out()).doesNotContain("doomed");
    }

    @Test
    void a_wrong_name_or_no_form_destroys_nothing() {
        home.vektra("apps:create", "spared").ok();
        try (Assistant wrong = Assistant.over(home, form -> "yes", "--allow-destroy");
                Assistant mute = Assistant.over(home, null, "--allow-destroy")) {
            assertThat(wrong.text("apply", "plan", wrong.plan("apps_destroy", "app", "spared")))
                    .contains("a person declined it");
            assertThat(mute.text("apply", "plan", mute.plan("apps_destroy", "app", "spared")))
                    .contains("cannot ask a person");
        }
        assertThat(home.vektra("apps").ok().out()).contains("spared");
    }

    @Test
    void the_process_ends_with_its_input_and_answers_before() throws Exception {
        Process process = home.start(Map.of(), "mcp");
        Home.Ran ran = Home.finish(process, """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                not a message
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"apps","arguments":{}}}
                """);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"jsonrpc\":\"2.0\""));
        assertThat(ran.out()).contains("\"protocolVersion\":\"2025-06-18\"", "-32700", "shop");
    }
}
