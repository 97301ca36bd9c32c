package vektra.provider.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.ServerRecipe.Layout;

/** What the recipe writes and runs, in a folder of this machine and in a container. */
class PostgresRecipeTest {
    private static final Secret PASSWORD = new Secret("the-password");

    private final PostgresRecipe recipe = new PostgresRecipe();
    private final MemoryFolder place = new MemoryFolder();

    private static Layout folder(String version) {
        Software software = new Software("machine", List.of("/usr/lib/postgresql/bin/postgres"), version);
        return new Layout(software, Path.of("/home/data"), "127.0.0.1", 20_001, PASSWORD, Map.of(), false);
    }

    private static Layout container(String version) {
        Software software = new Software("docker", List.of("postgres"), version);
        return new Layout(software, Path.of("/volume"), "0.0.0.0", 5432, PASSWORD, Map.of(), false);
    }

    private static Layout layout(String where, String version) {
        return where.equals("container") ? container(version) : folder(version);
    }

    private static Path cluster(String where) {
        return Path.of(where.equals("container") ? "/volume/vektra" : "/home/data/cluster");
    }

    @ParameterizedTest
    @CsvSource({
        "'',       127.0.0.1, host",
        "offered,  127.0.0.1, host",
        "required, 127.0.0.1, hostssl",
        "required, 0.0.0.0,   hostssl"
    })
    void sessions_without_tls_are_let_in_unless_it_is_required(String option, String listen, String how) {
        Layout made = folder("17.2");
        recipe.beforeStart(
                new Layout(made.software(), made.data(), listen, made.port(), PASSWORD, Map.of("tls", option), false),
                place);
        assertThat(place.files.get(Path.of("/home/data/cluster/pg_hba.conf")).lines())
                .filteredOn(line -> !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith(how + " all all "));
    }

    @Test
    void a_folder_is_filled_by_the_initdb_beside_the_server_whose_settings_include_those_of_vektra() {
        place.write(Path.of("/home/data/cluster/postgresql.conf"), "#ssl = off\n");
        recipe.initialize(folder("17.2"), place);
        assertThat(place.commands)
                .containsExactly(
                        "/usr/lib/postgresql/bin/initdb --pgdata=/home/data/cluster --username=vektra"
                                + " --pwfile=/home/data/verifier --auth-host=scram-sha-256 --auth-local=scram-sha-256"
                                + " --encoding=UTF8 --text-search-config=english"
                                + " --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C",
                        "rm -f /home/data/verifier");
        assertThat(place.files.get(Path.of("/home/data/cluster/postgresql.conf")))
                .isEqualTo("#ssl = off\n\n# Written anew before each start; what follows this line wins over it.\n"
                        + "include 'vektra.conf'\n");
        assertThat(String.join(" ", recipe.command(folder("17.2"))))
                .isEqualTo("/usr/lib/postgresql/bin/postgres -D /home/data/cluster");
    }

    @Test
    void a_container_is_filled_by_the_initdb_of_its_path_and_starts_from_the_settings_of_vektra() {
        recipe.initialize(container("15.4"), place);
        assertThat(place.commands)
                .containsExactly(
                        "initdb --pgdata=/volume/vektra --username=vektra --pwfile=/volume/verifier"
                                + " --auth-host=scram-sha-256 --auth-local=scram-sha-256 --encoding=UTF8"
                                + " --text-search-config=english --locale=C.UTF-8",
                        "rm -f /volume/verifier");
        assertThat(place.files).containsOnlyKeys(Path.of("/volume/verifier"));
        recipe.beforeStart(container("15.4"), place);
        assertThat(place.files.get(Path.of("/volume/vektra/vektra.conf"))).startsWith("include 'postgresql.conf'\n");
        assertThat(String.join(" ", recipe.command(container("15.4"))))
                .isEqualTo("postgres -D /volume/vektra -c config_file=/volume/vektra/vektra.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "container"})
    void initdb_reads_a_verifier_and_never_the_password(String where) {
        recipe.initialize(layout(where, "17.2"), place);
        assertThat(place.files.get(layout(where, "17.2").data().resolve("verifier")))
                .matches("SCRAM-SHA-256[$]4096:[^$]+[$][^$]+\n");
        assertThat(place.files.values()).noneMatch(text -> text.contains(PASSWORD.reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "container"})
    void each_start_has_the_settings_anew_and_only_logins_by_password(String where) {
        Path settings = cluster(where).resolve("vektra.conf");
        place.write(settings, "ssl = 'on'\n");
        place.write(cluster(where).resolve("PG_VERSION"), "17\n");
        recipe.beforeStart(layout(where, "17.2"), place);
        assertThat(place.files.get(settings))
                .contains("\nlisten_addresses = '" + layout(where, "17.2").listen() + "'\n")
                .contains("\npassword_encryption = 'scram-sha-256'\n")
                .doesNotContain("ssl");
        assertThat(place.files.get(cluster(where).resolve("pg_hba.conf")).lines())
                .allMatch(line -> line.startsWith("#") || line.matches("host all all .* scram-sha-256"));
        assertThat(place.files).doesNotContainKey(cluster(where).resolve("postmaster.pid"));
    }

    @ParameterizedTest
    @CsvSource({"folder,16", "folder,9.6", "container,16", "container,18"})
    void data_of_another_major_version_are_refused_before_anything_is_written(String where, String version) {
        place.write(cluster(where).resolve("PG_VERSION"), version + "\n");
        assertThatThrownBy(() -> recipe.beforeStart(layout(where, "17.2"), place))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessage("the data in " + cluster(where) + " is of PostgreSQL " + version
                        + ", and the software is 17.2");
        assertThat(place.files).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'4711\n/data\n1700000000\n'|'999999999\n/data\n1700000000\n'",
                "'4711'|'999999999\n'",
                "'1\n'|'999999999\n'",
                "''|'999999999\n'"
            })
    void the_process_of_a_pid_file_that_a_crash_left_is_never_taken_for_the_server(String left, String now) {
        for (String where : List.of("folder", "container")) {
            Path pid = cluster(where).resolve("postmaster.pid");
            place.write(pid, left);
            recipe.beforeStart(layout(where, "17.2"), place);
            assertThat(place.files).containsEntry(pid, now);
        }
    }

    @ParameterizedTest
    @CsvSource({"'Made by Vektra\n',false", "'Made by Vektra\n-----BEGIN PRIVATE KEY-----\n',true"})
    void tls_is_configured_where_its_file_has_a_key(String text, boolean on) {
        place.write(recipe.tls(folder("17.2")).orElseThrow().file(), text);
        recipe.configureTls(folder("17.2"), place);
        assertThat(place.files.get(Path.of("/home/data/cluster/vektra.conf")).contains("\nssl = 'on'\n"))
                .isEqualTo(on);
    }
}
