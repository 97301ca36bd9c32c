package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Each command on resources, in the words of Convox: those of an app, and those of the rack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Sampled(oneIn = 3)
class ResourcesIT {
    private final Home home = new Home();

    @BeforeAll
    void server() {
        home.vektra("addons:enable", "redis").ok();
        home.vektra("apps:create", "shop").ok();
        home.vektra("addons:create", "redis", "-a", "shop", "--as", "main").ok();
        rack("create redis -n orders").ok();
    }

    @AfterAll
    void end() {
        home.close();
    }

    private Home.Ran rack(String words) {
        return home.vektra(("rack resources " + words).strip().split(" "));
    }

    private Home.Ran app(String words) {
        return home.vektra(("resources " + words + " -a shop").split(" "));
    }

    private String config(String app, String name) {
        return home.vektra("config:get", name, "-a", app).ok().out().strip();
    }

    @Test
    void list_of_an_app_has_name_type_and_a_url_without_password() {
        assertThat(home.vektra("resources", "-a", "shop").ok().out())
                .containsPattern(
                        "^NAME  TYPE   URL\n(.*\n)*main  redis  redis://[^:]+:\\*\\*\\*\\*@127\\.0\\.0\\.1:\\d+/\\d+\n");
        assertThat(home.vektra("resources", "-a", "shop", "--reveal", "--status")
                        .ok()
                        .out())
                .startsWith("NAME  TYPE   URL")
                .contains(config("shop", "MAIN_URL") + "  running");
    }

    @Test
    void info_and_url_of_an_app() {
        assertThat(app("info main").ok().out())
                .matches("Name {2}main\nType {2}redis\nURL {3}redis://.*:\\*\\*\\*\\*@.*\n");
        assertThat(app("url main").ok().out()).isEqualTo(config("shop", "MAIN_URL") + "\n");
        assertThat(app("url nosuch").exits(3).err()).contains("no such resource: nosuch");
        assertThat(home.vektra("resources:url", "MAIN", "-a", "shop").ok().out())
                .startsWith("redis://");
    }

    @Test
    void create_and_delete_of_an_app() {
        assertThat(app("create redis -n side-one").ok().out()).isEqualTo("Creating resource... OK, side-one\n");
        assertThat(config("shop", "SIDE_ONE_URL")).startsWith("redis://");
        assertThat(app("delete side-one").exits(2).err()).contains("--confirm side-one");
        assertThat(app("delete side-one --confirm other").exits(2).err()).contains("does not match");
        assertThat(app("delete side-one --confirm side-one").ok().out()).isEqualTo("Deleting resource... OK\n");
        assertThat(app("info side-one").exits(3).err()).contains("no such resource: side-one");
    }

    @Test
    void a_console_becomes_the_client_and_none_is_said_where_there_is_none() {
        assertThat(home.launched(
                                Map.of("PATH", "/usr/bin:/bin"), "resources", "console", "main", "-a", "shop", "--json")
                        .ok()
                        .out())
                .contains("redis-cli")
                .doesNotContain(config("shop", "MAIN_URL").replaceAll(".*:([^:@]+)@.*", "$1"));
        assertThat(home.launched("rack", "resources", "console", "orders", "--json")
                        .ok()
                        .out())
                .contains("redis-cli");
        assertThat(home.launched("rack", "resources", "console", "nosuch")
                        .exits(125)
                        .err())
                .contains("no such resource: nosuch");
    }

    @Test
    void the_rack_lists_name_type_and_status() {
        assertThat(rack("").ok().out())
                .startsWith("NAME ")
                .containsPattern("NAME +TYPE +STATUS\n")
                .containsPattern("orders +redis +running\n");
    }

    @Test
    void the_rack_gives_a_name_of_type_and_number() {
        String out = rack("create redis").ok().out();
        assertThat(out).matches("Creating resource\\.\\.\\. OK, redis-[1-9][0-9]{3}\n");
        String name = out.replaceAll(".*, (.*)\n", "$1");
        assertThat(rack("delete " + name + " --confirm " + name).ok().out()).isEqualTo("Deleting resource... OK\n");
        assertThat(rack("create redis foo").exits(2).err()).contains("Name=Value expected: foo");
        assertThat(rack("create redis InstanceType=t2").exits(2).err()).contains("--instancetype", "addons:options");
        assertThat(rack("create nosuch").exits(3).err()).contains("no service called 'nosuch'");
    }

    @Test
    void info_of_the_rack_has_status_options_url_and_apps() {
        rack("create redis MaxMemory=20mb -n big --wait").ok();
        rack("link big -a guest").exits(3);
        home.vektra("apps:create", "guest").ok();
        rack("link big -a guest").ok();
        assertThat(rack("info big").ok().out())
                .containsPattern("Name     big\nType     redis\nStatus   running\nOptions  [a-z-]+=")
                .contains("\n         maxmemory=20mb\n")
                .containsPattern("\nURL      redis://[^\n]*\\*\\*\\*\\*@")
                .contains("\nApps     guest\n");
        assertThat(rack("update big foo").exits(2).err()).contains("Key=Value expected: foo");
        assertThat(rack("update big maxmemory=30mb").ok().out()).isEqualTo("Updating resource... OK\n");
        assertThat(rack("info big --json").ok().json().at("/options/maxmemory").asText())
                .isEqualTo("30mb");
        assertThat(rack("update orders maxmemory=30mb").exits(4).err()).contains("shares its server");
        assertThat(rack("delete big --confirm big").exits(4).err()).contains("resource is linked to guest");
        assertThat(rack("unlink big -a guest").ok().out()).isEqualTo("Unlinking from guest... OK\n");
        rack("delete big --confirm big").ok();
    }

    @Test
    void link_gives_credentials_of_its_own_and_again_is_no_error() {
        home.vektra("apps:create", "first").ok();
        home.vektra("apps:create", "second").ok();
        for (String each : List.of("first", "second", "first")) {
            assertThat(rack("link orders -a " + each).ok().out()).isEqualTo("Linking to " + each + "... OK\n");
        }
        assertThat(config("first", "ORDERS_URL"))
                .isNotEqualTo(config("second", "ORDERS_URL"))
                .isNotEqualTo(rack("url orders").ok().out().strip());
        assertThat(config("first", "ORDERS_URL"))
                .contains(config("first", "ORDERS_USER") + ":" + config("first", "ORDERS_PASS") + "@")
                .endsWith(config("first", "ORDERS_HOST") + ":" + config("first", "ORDERS_PORT") + "/"
                        + config("first", "ORDERS_NAME"));
        home.vektra("apps:destroy", "-a", "first", "--confirm", "first").ok();
        for (String each : List.of("first", "second", "second")) {
            assertThat(rack("unlink orders -a " + each).ok().out()).isEqualTo("Unlinking from " + each + "... OK\n");
        }
        home.vektra("config:get", "ORDERS_URL", "-a", "second").exits(3);
        assertThat(rack("url orders").ok().out()).startsWith("redis://");
    }

    @Test
    void types_and_options() {
        assertThat(rack("types").ok().out()).startsWith("TYPE\n").contains("\npostgres\n", "\nredis\n", "\ns3\n");
        List<String> names = rack("options redis")
                .ok()
                .out()
                .lines()
                .skip(1)
                .map(line -> line.replaceAll(" .*", ""))
                .toList();
        assertThat(rack("options redis").ok().out()).containsPattern("^NAME +DEFAULT +DESCRIPTION\n");
        assertThat(names).isSorted().contains("maxmemory");
        assertThat(rack("options nosuch").exits(3).err()).contains("no service called 'nosuch'");
    }

    @Test
    void export_and_import_of_both_are_those_of_add_ons() {
        String file = home.scratch().resolve("orders.keys").toString();
        assertThat(rack("export orders -f " + file).ok().out()).isEqualTo("Exporting resource data... OK\n");
        assertThat(app("import main -f " + file).ok().out()).isEqualTo("Importing resource data... OK\n");
        assertThat(app("export main").ok().err()).contains("Exporting resource data... OK\n");
        assertThat(rack("proxy nosuch").exits(3).err()).contains("no such resource: nosuch");
    }

    @Test
    void a_mistyped_word_and_a_rack_without_resources_lead_on() {
        assertThat(home.vektra("rack").exits(2).err()).contains("vektra resources --rack");
        assertThat(home.vektra("resources", "nosuch", "-a", "shop").exits(2).err())
                .contains("unexpected argument 'nosuch'");
        assertThat(home.vektra("rack", "resources", "info", "nosuch").exits(3).err())
                .contains("no such resource: nosuch", "vektra resources --rack");
        assertThat(rack("delete orders --dry-run").ok().out()).contains("would");
    }
}
