package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.manifest.Read.app;
import static vektra.manifest.Read.example;
import static vektra.manifest.Read.resources;
import static vektra.manifest.Read.variables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedResource.Mark;

/** Each format as people write it. */
class FormatsTest {
    // convox.yml

    @Test
    void convox_has_resources_variables_and_programs() {
        Manifest rails = example("convox", "rails.yml");
        assertThat(resources(rails)).containsEntry("database", "postgres").containsEntry("queue", "redis");
        assertThat(variables(rails)).containsEntry("RAILS_ENV", "production").containsEntry("SECRET_KEY_BASE", null);
        assertThat(app(rails).programs()).hasSize(2);
        assertThat(app(rails).programs().get("web").resources()).containsExactly("database", "queue");
    }

    @ParameterizedTest
    @CsvSource({
        "main:DB_HOST, DB_HOST, ${main.host}",
        "main:PG_USER, PG_USER, ${main.user}",
        "main:DATABASE, DATABASE, ${main.url}",
        "main:PGUSER, PGUSER, ${main.url}",
        "main:A_PASS, A_PASS, ${main.pass}",
        "main:A_PORT, A_PORT, ${main.port}",
        "main:A_NAME, A_NAME, ${main.name}",
        "main:A_URL, A_URL, ${main.url}",
        "main:URL, URL, ${main.url}",
        "'main: DB_HOST ', DB_HOST, ${main.host}",
        "main:DB_host, DB_host, ${main.url}"
    })
    void convox_takes_the_end_of_a_name_for_what_it_holds(String link, String name, String value) {
        Manifest manifest =
                Read.convox("resources:\n  main: {type: a}\nservices:\n  web:\n    resources: ['" + link + "']\n");
        assertThat(variables(manifest)).containsEntry(name, value).hasSize(1);
    }

    @Test
    void convox_lists_for_each_service_the_variables_that_it_sees() {
        Manifest manifest =
                Read.convox("environment: [LEVEL=info]\nresources: {main: {type: ledger}}\nservices:\n  web:\n"
                        + "    environment: ['A=1=2', ' B ', \"N=a\\nb\"]\n    resources: [main, 'main: DB_HOST']\n"
                        + "  worker:\n    environment: {C: 1}\n  all:\n    environment: ['*']\n");
        assertThat(app(manifest).programs().get("web").list().orElseThrow())
                .contains("LEVEL", "A", "B", "N", "DB_HOST")
                .doesNotContain("*");
        assertThat(app(manifest).programs().get("worker").list()).contains(Set.of("LEVEL", "C"));
        assertThat(app(manifest).programs().get("all").list()).isEmpty();
    }

    @Test
    void convox_tells_a_default_from_an_empty_one_and_from_none() {
        assertThat(variables(Read.convox("environment: [A=1, B=, C, 'D=x=y']\n")))
                .containsEntry("A", "1")
                .containsEntry("B", "")
                .containsEntry("C", null)
                .containsEntry("D", "x=y");
    }

    // app.json

    @Test
    void app_json_has_addons_with_plans_and_names() {
        assertThat(resources(example("app-json", "as.json")))
                .containsEntry("database", "heroku-postgresql:standard-0")
                .containsEntry("analytics", "heroku-postgresql:essential-0");
        assertThat(variables(example("app-json", "rails.json")))
                .containsEntry("SECRET_KEY_BASE", "generated")
                .containsEntry("RAILS_ENV", "production")
                .containsEntry("SMTP_PASSWORD", null)
                .doesNotContainKey("ANALYTICS_ID");
        assertThat(variables(example("app-json", "none.json"))).containsEntry("TITLE", "Hello $${name}");
    }

    // score.yaml

    @Test
    void score_has_outputs_of_resources() {
        Manifest web = example("score", "web.yaml");
        assertThat(app(web).name()).hasToString("web");
        assertThat(variables(web))
                .containsEntry("DATABASE_URL", "postgres://${db.user}:${db.pass}@${db.host}:${db.port}/${db.name}")
                .containsEntry("GREETING", "hello from web");
        assertThat(variables(example("score", "bucket.yaml")))
                .containsEntry("SECRET", "${store.secret-access-key}")
                .containsEntry("KEY", "${store.access-key-id}");
        assertThat(variables(example("score", "dollar.yaml"))).containsEntry("PRICE", "costs $${five}");
        assertThat(app(example("score", "shared.yaml"))
                        .resources()
                        .get(0)
                        .mark(Mark.SHARED)
                        .text())
                .isEqualTo("orders-db");
    }

    @Test
    void score_leaves_out_what_no_add_on_stands_for() {
        Manifest mailer = example("score", "environment.yaml");
        assertThat(resources(mailer)).isEmpty();
        assertThat(variables(mailer)).containsEntry("SMTP_URL", "${SMTP_URL}").containsEntry("PUBLIC", null);
        assertThat(mailer.notes()).containsExactly("dns is left out: Vektra has no add-ons for dns");
        Read.refused(
                "score.yaml",
                Read.text(Path.of("src/test/resources/vektra/manifest/score/web.yaml"))
                        .replace(".db.host", ".bd.host"),
                "score.yaml:8:21: unknown reference resources.bd.host",
                "resource of this file");
    }

    // render.yaml

    @Test
    void render_has_databases_stores_and_references() {
        Manifest web = example("render", "web.yaml");
        assertThat(resources(web)).containsEntry("shop-db", "postgres");
        assertThat(variables(web))
                .containsEntry("DATABASE_URL", "${shop-db.url}")
                .containsEntry("SECRET_KEY_BASE", "generated")
                .containsEntry("STRIPE_KEY", null)
                .containsEntry("WEB_CONCURRENCY", "2");
        assertThat(variables(example("render", "redis.yaml"))).containsEntry("QUEUE", "${queue.host}:${queue.port}");
        assertThat(variables(example("render", "group.yaml")))
                .containsEntry("LOG_LEVEL", "info")
                .containsEntry("PGUSER", "${main.user}")
                .containsEntry("PGDATABASE", "${main.name}");
        assertThat(example("render", "private.yaml").notes())
                .singleElement()
                .asString()
                .contains("SEARCH_HOST");
    }

    @Test
    void render_refuses_a_database_that_the_file_does_not_have() {
        Read.refused(
                "render.yaml",
                Read.text(Path.of("src/test/resources/vektra/manifest/render/web.yaml"))
                        .replace("name: shop-db\n          property", "name: shop-bd\n          property"),
                "no database called 'shop-bd'",
                "add it under databases");
    }

    // .do/app.yaml

    @Test
    void an_app_spec_has_databases_and_references() {
        Manifest rails = example("do", "rails.yaml");
        assertThat(app(rails).name()).hasToString("shop");
        assertThat(resources(rails)).containsEntry("db", "pg");
        assertThat(variables(rails)).containsEntry("DATABASE_URL", "${db.url}").containsEntry("SECRET_KEY_BASE", null);
        assertThat(variables(example("do", "mixed.yaml")))
                .containsEntry("URL", "postgres://${pg.user}:${pg.pass}@${pg.host}:${pg.port}/x");
        assertThat(app(example("do", "mixed.yaml")).name()).hasToString("my-app");
        assertThat(example("do", "foreign.yaml").notes()).hasSize(2);
    }

    // vektra.yml

    @Test
    void our_own_says_everything() {
        assertThat(app(example("vektra", "lease.yml"))
                        .resources()
                        .get(0)
                        .mark(Mark.LEASE)
                        .text())
                .isEqualTo("2h");
        assertThat(app(example("vektra", "others.yml"))
                        .resources()
                        .get(0)
                        .mark(Mark.FROM)
                        .text())
                .isEqualTo("shop::DATABASE");
        assertThat(app(example("vektra", "drains.yml")).drains()).hasSize(2);
        assertThat(example("vektra", "apps.yml").apps())
                .extracting(app -> String.valueOf(app.name()))
                .containsExactly("shop", "worker");
        assertThat(example("vektra", "options.yml").services()).hasSize(1);
        assertThat(variables(example("vektra", "variables.yml")))
                .containsEntry("EMPTY", "")
                .containsEntry("SECRET", null);
        Read.refused(
                "vektra.yml",
                "app: a\napps: {b: {}}\n",
                "app is used together with apps",
                "move it to one of the apps");
        Read.refused("vektra.yml", "resources: {a: {type: b, from: c}}\n", "has both type and from", "remove type");
    }

    // which file

    @Test
    void the_only_manifest_of_a_folder_is_taken(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ManifestFile.in(folder)).hasMessageStartingWith("no manifest in ");
        Files.createDirectories(folder.resolve(".do"));
        Files.writeString(folder.resolve(".do/app.yaml"), "name: a\n");
        assertThat(ManifestFile.in(folder).file()).isEqualTo(".do/app.yaml");
        Files.writeString(folder.resolve("convox.yml"), "");
        assertThatThrownBy(() -> ManifestFile.in(folder)).hasMessage("several manifests: convox.yml, .do/app.yaml");
        assertThat(ManifestFile.of(folder, "convox.yml").file()).isEqualTo("convox.yml");
    }

    @ParameterizedTest
    @CsvSource({
        "convox.staging.yml, services, {}",
        "deploy/other.yml, resources, {main: {type: a}}",
        "render.eu.yml, databases, [{name: a}]",
        "vektra.yml, app, note",
        "anything.yml, drains, {}"
    })
    void a_file_of_another_name_is_known_by_what_is_in_it(String name, String key, String value) {
        assertThat(Read.of(name, key + ": " + value + "\n").apps()).hasSize(1);
        assertThat(Read.of("x.json", "{\"addons\": []}").apps()).hasSize(1);
    }
}
