package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.Software;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.Hash;
import vektra.spi.ServerRecipe.Layout;
import vektra.sql.ConnectionOptions;

/** What the recipe writes and runs, in a folder of this machine and in a container. */
class MariadbRecipeTest {
    private static final Secret PASSWORD = new Secret("the-password");
    private static final Map<String, String> OPTIONS =
            Map.of(ConnectionOptions.MAX_CONNECTIONS, "77", Flavor.BUFFER_POOL, "96mb");

    private final MariadbRecipe recipe = new MariadbRecipe();
    private final MemoryFolder place = new MemoryFolder();

    @TempDir
    private Path root;

    @BeforeEach
    void installed() throws Exception {
        Path share = Files.createDirectories(root.resolve("usr/share/mysql/english"));
        Files.createFile(share.resolve("errmsg.sys"));
        Files.writeString(share.resolveSibling("mysql_system_tables.sql"), "-- system\n");
        Files.writeString(share.resolveSibling("mysql_performance_tables.sql"), "-- performance\n");
    }

    private Layout folder(String version, String listen) {
        Software software = new Software("machine", List.of(root + "/usr/sbin/mariadbd"), version);
        return new Layout(software, Path.of("/home/data"), listen, 20_001, PASSWORD, OPTIONS, false);
    }

    private static Layout container() {
        Software software = new Software("docker", List.of("mariadbd"), "11.4.2");
        return new Layout(software, Path.of("/var/lib/mysql"), "0.0.0.0", 3306, PASSWORD, OPTIONS, false);
    }

    @Test
    void a_folder_gets_system_tables_and_no_account() {
        recipe.initialize(folder("10.11.6", "127.0.0.1"), place);
        assertThat(place.commands).hasSize(3);
        assertThat(place.commands.get(1))
                .contains("--bootstrap", "--datadir=/home/data/databases", "< \"$0\" /home/data/system.sql");
        assertThat(place.files.get(Path.of("/home/data/system.sql")))
                .isEqualTo("create database mysql;\nuse mysql;\n-- system\n\n-- performance\n\n");
        assertThat(place.files.get(Path.of("/home/data/series"))).isEqualTo("10.11\n");
    }

    @Test
    void a_container_is_filled_by_the_program_of_its_image() {
        recipe.initialize(container(), place);
        recipe.beforeStart(container(), place);
        assertThat(place.commands.get(1))
                .startsWith("mariadb-install-db --no-defaults --datadir=/var/lib/mysql/databases");
        assertThat(place.files.get(Path.of("/var/lib/mysql/start.sql"))).contains("'vektra'@'%'");
        assertThat(recipe.command(container()))
                .startsWith("mariadbd", "--no-defaults")
                .noneMatch(word -> word.contains("lc-messages"));
    }

    @Test
    void the_server_reads_no_files_but_its_own_and_its_arguments_hold_no_secret() {
        recipe.beforeStart(folder("10.11.6", "127.0.0.1"), place);
        assertThat(recipe.command(folder("10.11.6", "127.0.0.1")))
                .contains(
                        "--no-defaults",
                        "--skip-name-resolve",
                        "--local-infile=0",
                        "--secure-file-priv=/home/data/empty",
                        "--symbolic-links=0",
                        "--bind-address=127.0.0.1",
                        "--character-set-server=utf8mb4",
                        "--max-connections=77",
                        "--innodb-buffer-pool-size=96M",
                        "--lc-messages-dir=" + root + "/usr/share/mysql")
                .noneMatch(word -> word.contains(PASSWORD.reveal()) || word.contains(Hash.of(PASSWORD)));
        assertThat(place.files.get(Path.of("/home/data/start.sql")))
                .doesNotContain(PASSWORD.reveal())
                .contains(Hash.of(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"offered, OFF", "required, ON"})
    void a_certificate_is_named_in_a_file_once_it_is_there(String option, String required) {
        Layout made = folder("10.11.6", "127.0.0.1");
        Map<String, String> options = new HashMap<>(OPTIONS);
        options.put("tls", option);
        Layout layout = new Layout(
                made.software(), made.data(), made.listen(), made.port(), made.password(), options, made.asRoot());
        Path file = Path.of("/home/data/tls.cnf");
        recipe.beforeStart(layout, place);
        assertThat(place.files.get(file)).isEmpty();
        place.write(Path.of("/home/data/vektra-tls.pem"), "-----BEGIN PRIVATE KEY-----");
        recipe.beforeStart(layout, place);
        assertThat(place.files.get(file))
                .contains("ssl-cert=/home/data/vektra-tls.pem\n", "require-secure-transport=" + required + "\n");
        assertThat(recipe.command(layout)).element(1).isEqualTo("--defaults-file=" + file);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1 ::1",
        "0.0.0.0, 127.0.0.1 ::1",
        "::, 127.0.0.1 ::1",
        "192.168.1.7, 127.0.0.1 ::1 192.168.1.7",
        "fe80::1, 127.0.0.1 ::1 fe80::1",
        "db.example.com, 127.0.0.1 ::1 %"
    })
    void the_administrator_comes_from_this_machine(String listen, String hosts) {
        assertThat(ServerFiles.hosts(listen)).containsExactlyInAnyOrder(hosts.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"10.6.12", "10.12.1", "11.4.2"})
    void data_of_one_series_are_not_opened_by_another(String version) {
        recipe.initialize(folder("10.11.6", "127.0.0.1"), place);
        recipe.beforeStart(folder("10.11.19", "127.0.0.1"), place);
        assertThatThrownBy(() -> recipe.beforeStart(folder(version, "127.0.0.1"), place))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("10.11");
    }

    @Test
    void a_program_without_its_files_is_refused_by_name() {
        Software bare = new Software("machine", List.of("/nowhere/sbin/mariadbd"), "10.11.6");
        assertThatThrownBy(() -> Installed.of(bare).systemTables()).hasMessageContaining("/nowhere/sbin/mariadbd");
    }

    /** As the server computes it. */
    @Test
    void a_password_is_sent_as_its_hash() {
        assertThat(Hash.of(new Secret("secret"))).isEqualTo("*14E65567ABDB5135D0CFD9A70B3032C179A49EE7");
    }
}
