package vektra.provider.s3.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import vektra.aws.AccessKey;

/** The files of buckets, without a server. */
class TreeTest {
    private static final int ATTEMPTS = 1500;

    @TempDir
    private Path place;

    private Path made(String folder) throws IOException {
        return Files.createDirectories(place.resolve(folder));
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Commands have none of the server's libraries, which tests have. */
    @Test
    void commands_look_at_buckets_without_the_libraries_of_the_server() throws Exception {
        URL classes = Tree.class.getProtectionDomain().getCodeSource().getLocation();
        Path bucket = made("bare");
        Files.writeString(bucket.resolve("object"), "x");
        Path copy = made("copy");
        try (URLClassLoader bare = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> tree = bare.loadClass(Tree.class.getName());
            bare.loadClass(Reserved.class.getName())
                    .getMethod("requireImportable", String.class)
                    .invoke(null, "object");
            tree.getMethod("link", Path.class, Path.class).invoke(null, bucket, copy);
            assertThat(tree.getMethod("size", Path.class).invoke(null, copy)).hasToString("Size[objects=1, bytes=1]");
            tree.getMethod("delete", Path.class).invoke(null, copy);
        }
        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".s3proxy-x", "a/.s3proxy-x/b", "a/.mpus-x"})
    void files_of_an_archive_that_could_not_be_listed_as_objects_are_refused(String name) {
        Reserved.requireImportable("fine/.hidden/x");
        assertThatThrownBy(() -> Reserved.requireImportable(name)).hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".s3proxy-x",
                "a/.s3proxy-x",
                "a/b/.s3proxy-slash",
                "a/.s3proxy-versions/b",
                "a/.mpus-x/b",
                ".mpus-x",
                "a/../.s3proxy-x",
                "folder/"
            })
    void a_key_that_no_list_would_show_is_refused(String key) throws Exception {
        Publication publication = new Publication(made("bucket"), made("uploads"));
        assertThatThrownBy(() -> publication.requirePlace(key)).isInstanceOf(S3Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3proxy-x", "a/x.s3proxy-y", "a/.s3proxy", ".mpus", "a.mpus-b/c"})
    void a_key_that_is_like_it_is_taken(String key) throws Exception {
        Publication publication = new Publication(made("bucket"), made("uploads"));
        assertThatCode(() -> publication.requirePlace(key)).doesNotThrowAnyException();
    }

    @Test
    void every_file_of_a_bucket_is_counted_and_linked_and_copied() throws Exception {
        Path bucket = made("bucket");
        made("bucket/a/.s3proxy-slash");
        for (String name : List.of("a/.s3proxy-x", ".s3proxy-y", "a/.s3proxy-mpu-stub-1", "a/.s3proxy-slash/z")) {
            Files.writeString(bucket.resolve(name), name);
        }
        assertThat(Tree.size(bucket).objects()).isEqualTo(4);
        Path note = bucket.resolve(".s3proxy-mpu-stub-1");
        Files.writeString(note, "of an upload that is under way");
        Tree.link(bucket, made("linked"));
        Tree.copy(bucket, made("copied"));
        Files.delete(note);
        assertThat(files(place.resolve("linked"))).isEqualTo(files(bucket)).isEqualTo(files(place.resolve("copied")));
    }

    @Test
    void an_object_whose_place_is_missing_is_an_error_and_not_left_out() throws Exception {
        Path bucket = made("bucket");
        Files.writeString(bucket.resolve("object"), "x");
        Path gone = place.resolve("gone");
        assertThatThrownBy(() -> Tree.link(bucket, gone)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Tree.copy(bucket, gone)).isInstanceOf(NoSuchFileException.class);
    }

    /** An app deletes the last object of a folder, and the library the folder. */
    @Test
    void folders_that_come_and_go_meanwhile_are_no_error() throws Exception {
        Path bucket = made("bucket");
        AtomicBoolean done = new AtomicBoolean();
        Thread app = new Thread(() -> {
            Path folder = bucket.resolve("folder");
            while (!done.get()) {
                try {
                    Files.createDirectory(folder);
                    Files.delete(folder);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        app.start();
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Path to = made("to" + i);
                Tree.link(bucket, to);
                Tree.delete(to);
            }
        } finally {
            done.set(true);
            app.join();
        }
    }

    @Test
    void a_copy_is_on_the_disk_before_it_counts() throws Exception {
        Files.writeString(made("bucket").resolve("object"), "x");
        Path to = made("to");
        Path notes = place.resolve("notes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart").withThreshold(Duration.ZERO);
            recording.start();
            Tree.copy(place.resolve("bucket"), to);
            recording.stop();
            recording.dump(notes);
        }
        assertThat(RecordingFile.readAllEvents(notes))
                .extracting(event -> event.getString("command"))
                .containsExactly("sync -f " + to);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_that_was_revoked_or_shut_out_gives_up_no_upload(boolean revoked) throws Exception {
        DataFolder folder = new DataFolder(place);
        folder.makeOwn();
        String id = "0123456789ab";
        DataFolder.Key key = new DataFolder.Key(AccessKey.id(id), id, "bucket", "secret");
        folder.make(id, "bucket");
        folder.write(key);
        OwnBucket bucket = new OwnBucket(
                new FilesystemNio2BlobStore(folder.addon(id).toString()),
                folder,
                key,
                new Turnstile(folder),
                new Object());
        MultipartUpload upload = bucket.initiateMultipartUpload(CreateMultipartUploadRequest.builder()
                .bucket("bucket")
                .key("object")
                .build());
        UploadPartRequest part = UploadPartRequest.builder()
                .bucket("bucket")
                .key("object")
                .uploadId(upload.id())
                .partNumber(1)
                .contentLength(1L)
                .build();
        bucket.uploadMultipartPart(upload, part, new ByteArrayInputStream(new byte[1]));
        List<String> before = files(folder.addon(id));
        if (revoked) {
            folder.deleteKey(key.accessKey());
        } else {
            folder.shutOut(id);
        }
        assertThatThrownBy(() -> bucket.abortMultipartUpload(upload)).isInstanceOf(S3Exception.class);
        assertThat(files(folder.addon(id))).isEqualTo(before).isNotEmpty();
        assertThatThrownBy(() -> bucket.putBlob(
                        PutObjectRequest.builder()
                                .bucket("bucket")
                                .key("a/.s3proxy-x/")
                                .contentLength(0L)
                                .build(),
                        new ByteArrayInputStream(new byte[0])))
                .hasMessageContaining("reserved");
    }
}
