package vektra.provider.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.spi.ServerRecipe.Layout;

/** The script that the server runs, by a shell, in what looks like a data folder. */
class ArchiveScriptIT {
    private static final String SEGMENT = "000000010000000000000002";
    private static final Instant WRITTEN = Instant.parse("2026-11-28T14:05:10Z");

    @TempDir
    private Path folder;

    private Path cluster;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        Path server = Files.createDirectories(folder.resolve("it's a %p server"));
        cluster = Files.createDirectories(server.resolve("data/cluster"));
        Files.createDirectories(cluster.resolve("global"));
        Files.createDirectories(cluster.resolve("pg_wal"));
        Files.writeString(cluster.resolve("PG_VERSION"), "15\n");
        Files.write(cluster.resolve("global/pg_control"), new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 9});
        disk = Files.createDirectories(folder.resolve("disk 2"));
        Layout layout = new Layout(
                new Software("machine", List.of("postgres"), "15.1"),
                server.resolve("data"),
                "127.0.0.1",
                1,
                new Secret("secret"),
                Map.of(ServerOptions.ARCHIVE, disk.toString()),
                false);
        MemoryFolder place = new MemoryFolder();
        Archiving.prepare(layout, place);
        place.files.forEach((file, text) -> write(file, text));
        Files.createDirectories(archive());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path archive() {
        return disk.resolve("it's a %p server");
    }

    private Path kept(String name) {
        return archive().resolve("15-1/wal").resolve(name + ".gz");
    }

    private void segment(String text) throws IOException {
        Path file = cluster.resolve("pg_wal").resolve(SEGMENT);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private int run(String before, String words) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", before + Archiving.SCRIPT + " " + words)
                .directory(cluster.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start()
                .waitFor();
    }

    private int keep() throws IOException, InterruptedException {
        return run("", "wal pg_wal/" + SEGMENT + " " + SEGMENT);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path failure() {
        return cluster.resolveSibling("archive.failure");
    }

    @Test
    void a_segment_is_kept_with_the_time_of_its_last_write() throws Exception {
        segment("first");
        assertThat(keep()).isZero();
        assertThat(text(kept(SEGMENT))).isEqualTo("first");
        assertThat(Files.getLastModifiedTime(kept(SEGMENT)).toInstant()).isEqualTo(WRITTEN);
        assertThat(ArchiveFolder.names(kept(SEGMENT).getParent())).containsExactly(SEGMENT + ".gz");
        assertThat(Files.getPosixFilePermissions(kept(SEGMENT))).hasSize(2);
        // a crash between the archive and the server's note of it
        assertThat(keep()).isZero();
    }

    @Test
    void a_segment_never_takes_the_place_of_another() throws Exception {
        segment("first");
        keep();
        segment("other");
        assertThat(keep()).isEqualTo(1);
        assertThat(text(kept(SEGMENT))).isEqualTo("first");
        assertThat(failure()).content().contains(SEGMENT + ".gz is there with another content");
        segment("first");
        assertThat(keep()).isZero();
        assertThat(failure()).doesNotExist();
    }

    @Test
    void what_a_crash_left_half_written_is_not_kept() throws Exception {
        segment("first");
        keep();
        Files.move(kept(SEGMENT), kept(SEGMENT).resolveSibling(".new.1"));
        Files.write(kept(SEGMENT).resolveSibling(".new.1"), new byte[] {1, 2, 3});
        assertThat(keep()).isZero();
        assertThat(text(kept(SEGMENT))).isEqualTo("first");
    }

    @Test
    void a_disk_that_is_full_or_away_fails_and_says_why() throws Exception {
        segment("first");
        // no file may grow: as on a disk without room
        assertThat(run("ulimit -f 0; trap '' XFSZ; ", "wal pg_wal/" + SEGMENT + " " + SEGMENT))
                .isNotZero();
        assertThat(kept(SEGMENT)).doesNotExist();
        Files.move(disk, folder.resolve("away"));
        assertThat(keep()).isEqualTo(1);
        assertThat(failure()).content().contains("there is no folder " + archive());
        Files.move(folder.resolve("away"), disk);
        assertThat(keep()).isZero();
    }

    @Test
    void a_copy_of_the_data_does_not_write_into_the_archive_of_its_original() throws Exception {
        segment("first");
        keep();
        Path mark = archive().resolve("15-1/server");
        assertThat(mark).content().isEqualTo(cluster.toRealPath() + "\n");
        Files.writeString(mark, folder.toRealPath() + "\n");
        assertThat(keep()).isEqualTo(1);
        assertThat(failure()).content().contains("is the archive of " + folder.toRealPath());
        // one that moved goes on
        Files.writeString(mark, folder.resolve("gone") + "\n");
        assertThat(keep()).isZero();
        assertThat(mark).content().isEqualTo(cluster.toRealPath() + "\n");
    }

    @Test
    void a_base_backup_is_complete_with_its_label_only() throws Exception {
        Files.writeString(cluster.resolve("table"), "rows");
        segment("first");
        assertThat(run("echo | ", "base attempt")).isZero();
        ArchiveFolder.Cluster kept = new ArchiveFolder.Cluster(archive().resolve("15-1"));
        assertThat(ArchiveFolder.baseNames(kept)).isEmpty();
        assertThat(ArchiveFolder.attempt(kept)).isPresent();
        String label = "echo 'START WAL LOCATION: 0/2000028 (file " + SEGMENT + ")' | base64 | ";
        assertThat(run(label, "keep attempt 20261128T140510.000Z")).isZero();
        assertThat(ArchiveFolder.baseNames(kept)).containsExactly("20261128T140510.000Z");
        Path base = kept.bases().resolve("20261128T140510.000Z");
        assertThat(ArchiveFolder.segment(base)).isEqualTo(SEGMENT);
        assertThat(run(
                        "tar -tf " + Archiving.quoted(base + "/data.tar") + "; ",
                        "wal pg_wal/" + SEGMENT + " " + SEGMENT))
                .isZero();
        assertThat(folder.resolve("said"))
                .content()
                .contains("./table", "./pg_wal/")
                .doesNotContain(SEGMENT);
        assertThat(run("printf '15-1/wal/" + SEGMENT + ".gz\\n15-1/base/20261128T140510.000Z\\n' | ", "drop"))
                .isZero();
        assertThat(ArchiveFolder.baseNames(kept)).isEmpty();
        assertThat(ArchiveFolder.names(kept.wal())).isEmpty();
    }
}
