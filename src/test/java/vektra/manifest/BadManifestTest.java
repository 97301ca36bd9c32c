package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.manifest.Read.convox;
import static vektra.manifest.Read.refused;
import static vektra.manifest.Read.resources;
import static vektra.manifest.Read.variables;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.text.Source;
import vektra.manifest.wanted.WantedResource;

/** What people, and others, write into manifests that is wrong or unusual. */
class BadManifestTest {
    private static final String MAIN = "resources:\n  main:\n    type: postgres\n";

    @Test
    void a_bomb_of_aliases_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String nine = ("*a" + (i - 1) + " , ").repeat(9);
            bomb.append("a" + i + ": &a" + i + " [" + nine + "]\n");
        }
        refused("convox.yml", bomb.toString(), "too many parts", "aliases written out");
    }

    @Test
    void an_alias_of_what_is_around_it_is_refused() {
        refused("convox.yml", "resources: &r\n  main: *r\n", "convox.yml:2:9: *r is part of itself", "write it out");
        refused("convox.yml", "resources: *none\n", "unknown anchor &none", "define the anchor");
    }

    @Test
    void brackets_by_the_thousand_are_refused() {
        refused("convox.yml", "a: " + "[".repeat(5000), "nested too deeply", "at most");
        refused("app.json", "{\"a\": " + "[".repeat(5000), "nested too deeply", "at most");
    }

    @Test
    void a_key_that_is_there_twice_is_refused_where_it_stands() {
        refused(
                "convox.yml",
                "resources:\n  main: {type: a}\n  main: {type: b}\n",
                "convox.yml:3:3: the key 'main' occurs twice",
                "line 2");
        refused("app.json", "{\"env\": {},\n \"env\": {}}", "the key 'env' occurs twice", "line 1");
        refused("vektra.yml", "app: a\napp: b\n", "vektra.yml:2:1: the key 'app' occurs twice", "line 1");
    }

    @Test
    void every_value_is_the_text_that_it_is_written_as() {
        assertThat(variables(Read.example("convox", "environment-map.yml")))
                .containsEntry("PRICE", "1.10")
                .containsEntry("FEATURE", "no")
                .containsEntry("PORT_RANGE", "010")
                .containsEntry("TZ", "UTC");
        assertThat(Read.app(convox("resources:\n  main:\n    type: postgres\n    options: {version: 1.10}\n"))
                        .resources()
                        .get(0)
                        .options()
                        .get("version")
                        .text())
                .isEqualTo("1.10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources:\n\tmain:\n\t\ttype: postgres\n",
                "resources:\n  main:\n\t  type: postgres\n",
                "resources:\n  main:\n    type: postgres\n\t\tx: y\n"
            })
    void a_tab_is_named(String text) {
        refused("convox.yml", text, "a tab is used for indentation", "indent with spaces");
    }

    @Test
    void a_tab_behind_a_value_and_between_json_is_no_fault() {
        assertThat(resources(convox("resources:\n  main:\n    type: postgres\t# ours\n")))
                .containsKey("main");
        assertThat(resources(Read.example("app-json", "memcache.json"))).containsKey("memcached");
    }

    @Test
    void merged_maps_give_way_to_what_is_written() {
        assertThat(resources(Read.example("convox", "anchors.yml")))
                .containsEntry("main", "postgres")
                .containsEntry("reports", "postgres");
        WantedResource reports =
                Read.app(Read.example("convox", "anchors.yml")).resources().get(1);
        assertThat(reports.options().get("storage").text()).isEqualTo("50");
        assertThat(resources(convox("a: &a {main: {type: one}}\nb: &b {main: {type: two}, more: {type: two}}\n"
                        + "resources:\n  <<: [*a, *b]\n")))
                .containsEntry("main", "one")
                .containsEntry("more", "two");
        refused("convox.yml", "resources:\n  <<: text\n", "<< needs a map, not a text", "merge a map");
        refused("convox.yml", "a: &a {}\nresources:\n  <<: *a\n  <<: *a\n", "the key '<<' occurs twice", "keep one");
    }

    @Test
    void a_quoted_merge_key_is_a_key() {
        refused("convox.yml", "resources:\n  '<<': {type: a}\n", "the resource name '<<' is not valid", "lower-case");
    }

    @Test
    void ten_megabytes_are_refused_at_once() {
        refused("convox.yml", "#" + " ".repeat(10 << 20), "convox.yml is too large", "1 MB");
        refused("app.json", "{\"a\": \"" + "x".repeat(2 << 20) + "\"}", "app.json is too large", "1 MB");
    }

    @Test
    void line_ends_and_marks_of_windows_change_nothing() {
        String windows = "\uFEFF" + MAIN.replace("\n", "\r\n");
        assertThat(resources(convox(windows))).isEqualTo(resources(convox(MAIN)));
        refused("convox.yml", windows + "resources2:\r\n\tx: 1\r\n", "convox.yml:5:", "spaces");
    }

    @Test
    void what_is_no_text_is_refused() {
        assertThatThrownBy(() -> Source.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}, "convox.yml"))
                .hasMessage("convox.yml is not UTF-8 text");
        refused("convox.yml", "resources:\n  ma\u0000in: x\n", "convox.yml:2:", "delete it");
    }

    @Test
    void an_unknown_key_is_named_with_the_nearest() {
        refused(
                "convox.yml",
                "resources:\n  main:\n    type: postgres\n    optoins: {}\n",
                "convox.yml:4:5: unknown key 'optoins' in resources.main",
                "did you mean options? Known: image, options, tags, type");
        refused("convox.yml", "resource:\n  main: {type: a}\n", "unknown key 'resource'", "did you mean resources?");
        refused(
                "convox.yml",
                "services:\n  web:\n    enviroment: []\n",
                "in services.web",
                "did you mean environment?");
        refused("vektra.yml", "resources:\n  main: {typ: a}\n", "unknown key 'typ'", "did you mean type?");
        refused("vektra.yml", "colour: red\n", "unknown key 'colour'", "known: app, apps");
        refused("app.json", "{\"addon\": []}", "unknown key 'addon'", "did you mean addons?");
        refused("app.json", "{\"addons\": [{\"plan\": \"a\", \"has\": 1}]}", "unknown key 'has'", "did you mean as?");
    }

    @Test
    void what_other_tools_read_is_left_to_them() {
        assertThat(resources(convox(MAIN + "services:\n  web:\n    somethingNewOfConvox: 1\nquiteUnknown: {}\n")))
                .containsKey("main");
    }

    @Test
    void monitors_are_refused_with_a_sentence() {
        refused("vektra.yml", "monitors:\n  errors: {}\n", "this version of Vektra has no monitors", "remove them");
        refused("vektra.yml", "apps: {a: {monitors: {x: {}}}}\n", "has no monitors", "remove them");
    }

    @Test
    void what_is_of_the_wrong_kind_is_named() {
        refused("convox.yml", "resources: [main]\n", "resources is a list", "expected a map");
        refused("convox.yml", "resources:\n  main: postgres\n", "resources.main is a text", "expected a map");
        refused("convox.yml", "resources:\n  main:\n    type: [a]\n", "resources.main.type is a list", "text");
        refused("convox.yml", "- a\n", "the file is a list", "expected a map");
        refused("convox.yml", "? [a]\n: b\n", "a key is not a text", "one word");
        refused("convox.yml", "a: 1\n---\nb: 2\n", "a second document begins", "one document");
        refused("convox.yml", "resources:\n  main:\n    type: \"\"\n", "resources.main has a blank type", "service");
        refused("convox.yml", "resources:\n  main: {}\n", "resources.main has no type", "add type");
        refused("convox.yml", "a: 'x\n", "not YAML", "line");
        refused("app.json", "{\"env\": {]}", "not JSON", "line");
        refused(
                "score.yaml",
                "apiVersion: v1\nmetadata: {name: a}\ncontainers: {}\n",
                "not a version of Score",
                "v1b1");
    }

    @Test
    void names_that_no_resource_can_have_are_refused() {
        for (String name : new String[] {"Main", "my_db", "1st", "-a", "\u00e9"}) {
            refused("convox.yml", "resources:\n  " + name + ": {type: a}\n", "the resource name", "lower-case letters");
        }
    }

    @Test
    void a_link_to_no_resource_is_refused() {
        refused(
                "convox.yml",
                MAIN + "services:\n  web:\n    resources:\n      - mian:DB_URL\n",
                "convox.yml:7:9: service web references a resource that does not exist: mian",
                "add it");
    }

    @Test
    void a_group_of_variables_within_itself_is_refused() {
        refused(
                "render.yaml",
                "envVarGroups:\n  - {name: a, envVars: [{fromGroup: a}]}\n"
                        + "services:\n  - {type: web, name: w, envVars: [{fromGroup: a}]}\n",
                "render.yaml:2:25: envVarGroups.envVars has no key",
                "add key");
    }

    @Test
    void an_empty_file_asks_for_nothing() {
        assertThat(resources(convox(""))).isEmpty();
        assertThat(resources(convox("# nothing\n---\n"))).isEmpty();
        assertThat(resources(convox("resources:\nservices:\n"))).isEmpty();
    }

    @Test
    void a_file_that_says_nothing_of_its_kind_is_refused() {
        assertThatThrownBy(() -> ManifestFile.of(Source.of("a: b\n".getBytes(StandardCharsets.UTF_8), "compose.yaml")))
                .hasMessage("compose.yaml is not a manifest that Vektra can read");
    }
}
