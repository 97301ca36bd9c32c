package vektra.provider.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.name.ServiceName;
import vektra.model.service.Archive;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Secret;

/** What the files of an archive say; no server runs. */
class ArchivesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FIRST = "000000010000000000000001";

    private final Archives archives = new Archives(
            server -> {
                throw new AssertionError("no server is asked");
            },
            recovery -> {
                throw new AssertionError("none is recovered");
            });

    @TempDir
    Path scratch;

    private Server server;

    @BeforeEach
    void serve() throws IOException {
        scratch = scratch.toRealPath();
        server = server("home");
    }

    /** One of a home whose archive is in a folder that several homes name; its script says where. */
    private Server server(String home) throws IOException {
        Path folder = scratch.resolve(home).resolve("postgres");
        Path cluster = Files.createDirectories(folder.resolve("data/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        ByteBuffer identifier = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        Files.write(
                Files.createDirectories(cluster.resolve("global")).resolve("pg_control"),
                identifier.putLong(home.length()).array());
        Files.writeString(
                folder.resolve("data/archive.sh"),
                "archive=" + Archiving.quoted(scratch + "/wal/postgres") + "\nset -u\n");
        Path own = archive(home);
        Files.createDirectories(own.resolve("wal"));
        Files.writeString(own.resolve("server"), cluster + "\n");
        return new Server(
                "postgres",
                new ServiceName("postgres"),
                true,
                List.of(new HostPort("127.0.0.1", 1)),
                new Secret(""),
                Map.of(ServerOptions.ARCHIVE, scratch + "/wal"),
                new Software("machine", List.of("/usr/bin/postgres"), "17.1"),
                folder.toString(),
                "17.1");
    }

    private Path archive(String home) {
        return scratch.resolve("wal/postgres/17-" + home.length());
    }

    private void base(String home, Instant finished) throws IOException {
        base(home, finished, 1);
    }

    private void base(String home, Instant finished, int first) throws IOException {
        Path base = archive(home).resolve("base").resolve(ArchiveFolder.name(finished));
        Files.writeString(
                Files.createDirectories(base).resolve("backup_label"),
                "START WAL LOCATION: 0/1000028 (file " + name(first) + ")\n");
    }

    private void segment(int number) throws IOException {
        Files.writeString(archive("home").resolve("wal").resolve(name(number) + ".gz"), "");
    }

    private static String name(int segment) {
        return FIRST.substring(0, 22) + "%02X".formatted(segment);
    }

    private boolean lacksBase(Duration after) {
        return archives.lacksBase(server, NOON.plus(after));
    }

    @Test
    void a_base_backup_is_made_at_first_and_once_a_day() throws IOException {
        assertThat(lacksBase(Duration.ZERO)).isTrue();
        base("home", NOON);
        segment(1);
        segment(2);
        assertThat(lacksBase(Duration.ofHours(23))).isFalse();
        assertThat(lacksBase(Duration.ofHours(24))).isTrue();
    }

    @Test
    void where_a_part_is_missing_the_next_is_made_soon() throws IOException {
        base("home", NOON);
        segment(1);
        segment(3);
        assertThat(archives.archive(server).newest().map(Archive.Base::missing)).contains(FIRST.substring(0, 23) + "2");
        assertThat(lacksBase(Duration.ofMinutes(9))).isFalse();
        assertThat(lacksBase(Duration.ofMinutes(10))).isTrue();
    }

    /** Where the segments of a base backup lead to those of a later one, the rest is known. */
    @Test
    void each_base_backup_reaches_as_far_as_there_is_no_gap() throws IOException {
        base("home", NOON, 1);
        base("home", NOON.plusSeconds(10), 2);
        base("home", NOON.plusSeconds(20), 5);
        base("home", NOON.plusSeconds(30), 9);
        for (int number : new int[] {1, 2, 3, 5, 6}) {
            segment(number);
        }
        assertThat(archives.archive(server).bases())
                .extracting(base -> base.last().substring(22) + " " + base.missing())
                .containsExactly(
                        "03 " + FIRST.substring(0, 23) + "4",
                        "03 " + FIRST.substring(0, 23) + "4",
                        "06 null",
                        "09 null");
    }

    @Test
    void the_archive_of_another_home_s_server_in_the_same_folder_is_none_of_it() throws IOException {
        Server other = server("another");
        base("home", NOON);
        base("another", NOON.plusSeconds(60));
        assertThat(finished(server)).containsExactly(NOON);
        assertThat(finished(other)).containsExactly(NOON.plusSeconds(60));
    }

    /** Such as those of before an upgrade, and those of a home that was moved. */
    @Test
    void what_was_written_for_data_that_are_gone_belongs_to_it() throws IOException {
        base("home", NOON);
        base("another", NOON.plusSeconds(60));
        Files.writeString(archive("another").resolve("server"), scratch.resolve("gone") + "\n");
        assertThat(finished(server)).containsExactly(NOON, NOON.plusSeconds(60));
        assertThat(archives.archive(server).newest().map(Archive.Base::growing)).contains(false);
    }

    private List<Instant> finished(Server of) {
        return archives.archive(of).bases().stream()
                .map(Archive.Base::finishedAt)
                .toList();
    }
}
