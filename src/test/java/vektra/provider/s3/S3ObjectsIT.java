package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import vektra.fixture.Sampled;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Figure;
import vektra.spi.Ability;

/** What an app may expect of its objects, also on a day on which the server or the app dies. */
@Sampled(oneIn = 6)
class S3ObjectsIT {
    private static final int PART = 5 << 20;

    private static RunningS3 running;
    private static Bench app;

    @BeforeAll
    static void start() {
        running = new RunningS3();
        app = Bench.on(running.server());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void an_upload_in_parts_becomes_one_object_also_over_a_restart() throws Exception {
        byte[] content = noise(PART + 1000);
        String upload = app.client()
                .createMultipartUpload(r -> r.bucket(app.bucket())
                        .key("big/file")
                        .contentType("video/mp4")
                        .metadata(Map.of("made-by", "test")))
                .uploadId();
        CompletedPart one = part(upload, 1, Arrays.copyOf(content, PART));
        running.kill();
        running.ensureRunning();
        CompletedPart two = part(upload, 2, Arrays.copyOfRange(content, PART, content.length));
        assertThat(app.client()
                        .listMultipartUploads(r -> r.bucket(app.bucket()))
                        .uploads())
                .extracting(found -> found.key())
                .contains("big/file");
        assertThat(keys()).doesNotContain("big/file");
        app.client()
                .completeMultipartUpload(r -> r.bucket(app.bucket())
                        .key("big/file")
                        .uploadId(upload)
                        .multipartUpload(m -> m.parts(one, two)));
        ResponseBytes<GetObjectResponse> read = get("big/file");
        assertThat(read.asByteArrayUnsafe()).isEqualTo(content);
        assertThat(read.response().contentType()).isEqualTo("video/mp4");
        assertThat(read.response().metadata()).containsEntry("made-by", "test");
        assertThat(read.response().eTag()).endsWith("-2\"");
        assertThat(uploads()).isEmpty();
        app.client().deleteObject(r -> r.bucket(app.bucket()).key("big/file"));
    }

    @Test
    void an_upload_in_parts_that_is_given_up_leaves_nothing() throws Exception {
        String upload = app.client()
                .createMultipartUpload(r -> r.bucket(app.bucket()).key("given/up"))
                .uploadId();
        part(upload, "given/up", 1, new byte[1000]);
        app.client()
                .abortMultipartUpload(
                        r -> r.bucket(app.bucket()).key("given/up").uploadId(upload));
        assertThat(uploads()).isEmpty();
        assertThat(keys()).doesNotContain("given/up");
    }

    @Test
    void a_signed_url_takes_an_upload_and_a_copy_keeps_what_was_said_of_the_object() throws Exception {
        try (S3Presigner presigner = S3App.presigner(app.vars())) {
            URL put = presigner
                    .presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket(app.bucket()).key("empty")))
                    .url();
            assertThat(RawRequest.unsigned("PUT", put)).isEqualTo(200);
        }
        app.client()
                .putObject(
                        r -> r.bucket(app.bucket())
                                .key("first")
                                .contentType("text/x-test")
                                .metadata(Map.of("colour", "red")),
                        RequestBody.fromString("content"));
        app.client()
                .copyObject(r -> r.sourceBucket(app.bucket())
                        .sourceKey("first")
                        .destinationBucket(app.bucket())
                        .destinationKey("second/copy"));
        ResponseBytes<GetObjectResponse> copy = get("second/copy");
        assertThat(copy.asUtf8String()).isEqualTo("content");
        assertThat(copy.response().contentType()).isEqualTo("text/x-test");
        assertThat(copy.response().metadata()).containsEntry("colour", "red");
        assertThat(keys()).contains("empty", "first", "second/copy");
        app.client()
                .deleteObjects(r -> r.bucket(app.bucket())
                        .delete(d -> d.objects(Stream.of("empty", "first", "second/copy")
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList())));
        assertThat(keys()).doesNotContain("empty", "first", "second/copy");
    }

    @Test
    void keys_in_every_writing_are_kept_as_they_are() throws Exception {
        List<String> all = List.of(
                "\u00e9t\u00e9/\u4e2d\u6587/\ud83d\ude00",
                "with space+plus&and=%25?#",
                "dots..in/..names/...",
                "quote\"'`$(x);|",
                "a".repeat(250),
                "ends-like-an-upload-123e4567-e89b-12d3-a456-426614174000");
        for (String key : all) {
            app.client().putObject(r -> r.bucket(app.bucket()).key(key), RequestBody.fromString(key));
            assertThat(get(key).asUtf8String()).isEqualTo(key);
        }
        assertThat(keys()).containsAll(all);
        running.kill();
        running.ensureRunning();
        assertThat(keys()).containsAll(all);
        all.forEach(key -> app.client().deleteObject(r -> r.bucket(app.bucket()).key(key)));
    }

    @Test
    void a_key_that_cannot_be_a_file_is_refused_in_words() {
        app.client().putObject(r -> r.bucket(app.bucket()).key("file"), RequestBody.fromString("x"));
        for (String key : List.of("file/below", "a".repeat(300))) {
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> app.client().putObject(r -> r.bucket(app.bucket()).key(key), RequestBody.fromString("x")));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.getMessage()).contains("cannot be kept");
        }
        for (String key : List.of("a/.s3proxy-x", "a/.mpus-x/b", ".s3proxy-mpu-stub-x")) {
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> app.client().putObject(r -> r.bucket(app.bucket()).key(key), RequestBody.fromString("x")));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.getMessage()).contains("reserved");
        }
        S3Exception folder = catchThrowableOfType(
                S3Exception.class,
                () -> app.client().putObject(r -> r.bucket(app.bucket()).key("folder/"), RequestBody.fromString("x")));
        assertThat(folder.statusCode()).isEqualTo(400);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void a_key_that_must_be_new_is_never_overwritten() {
        app.client()
                .putObject(r -> r.bucket(app.bucket()).key("claimed").ifNoneMatch("*"), RequestBody.fromString("1"));
        assertThat(catchThrowableOfType(
                                S3Exception.class,
                                () -> app.client()
                                        .putObject(
                                                r -> r.bucket(app.bucket())
                                                        .key("claimed")
                                                        .ifNoneMatch("*"),
                                                RequestBody.fromString("2")))
                        .statusCode())
                .isEqualTo(412);
        assertThat(get("claimed").asUtf8String()).isEqualTo("1");
    }

    @Test
    void a_server_killed_within_an_upload_shows_no_half_object() throws Exception {
        app.client().putObject(r -> r.bucket(app.bucket()).key("whole"), RequestBody.fromString("before"));
        List<String> before = keys();
        try (Socket half = RawRequest.half(signed("whole"), 1 << 20);
                Socket fresh = RawRequest.half(signed("never"), 1 << 20)) {
            Awaitility.await().until(() -> uploads().size() == 2);
            assertThat(keys()).isEqualTo(before);
            running.kill();
        }
        running.ensureRunning();
        assertThat(keys()).isEqualTo(before);
        assertThat(get("whole").asUtf8String()).isEqualTo("before");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void an_upload_whose_client_goes_away_changes_nothing() throws Exception {
        app.client().putObject(r -> r.bucket(app.bucket()).key("kept"), RequestBody.fromString("before"));
        List<String> before = keys();
        try (Socket half = RawRequest.half(signed("kept"), 1 << 20)) {
            Awaitility.await().until(() -> uploads().size() == 1);
        }
        Awaitility.await().until(() -> uploads().isEmpty());
        assertThat(keys()).isEqualTo(before);
        assertThat(get("kept").asUtf8String()).isEqualTo("before");
        S3Exception wrong = catchThrowableOfType(
                S3Exception.class,
                () -> app.client()
                        .putObject(
                                r -> r.bucket(app.bucket()).key("kept").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                                RequestBody.fromInputStream(new ByteArrayInputStream(new byte[9]), 9)));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(get("kept").asUtf8String()).isEqualTo("before");
    }

    @Test
    void an_upload_that_began_before_its_key_was_revoked_changes_nothing() throws Exception {
        Bench other = app.attached();
        URL url;
        try (S3Presigner presigner = S3App.presigner(other.vars())) {
            url = presigner
                    .presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket(other.bucket()).key("late")))
                    .url();
        }
        try (Socket half = RawRequest.half(url, 1 << 20)) {
            Awaitility.await().until(() -> uploads().size() == 1);
            RunningS3.PROVIDER.revoke(
                    running.server(), other.resource(), other.credentials().id());
            half.getOutputStream().write(new byte[1 << 20]);
            half.getOutputStream().flush();
            String answer = new String(half.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403");
        }
        assertThat(keys()).doesNotContain("late");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void another_server_gets_every_object_with_what_was_said_of_it() {
        Bench from = Bench.on(running.server());
        from.client()
                .putObject(
                        r -> r.bucket(from.bucket())
                                .key("deep/er/object")
                                .contentType("text/x-test")
                                .metadata(Map.of("colour", "red")),
                        RequestBody.fromString("content"));
        from.client().putObject(r -> r.bucket(from.bucket()).key("folder/"), RequestBody.empty());
        String open = from.client()
                .createMultipartUpload(r -> r.bucket(from.bucket()).key("open"))
                .uploadId();
        Bench to = Bench.on(running.server());
        Ability.Movable movable = RunningS3.PROVIDER.abilities().movable().orElseThrow();
        movable.shut(running.server(), from.resource());
        movable.copy(running.server(), from.resource(), running.server(), to.resource());
        movable.copy(running.server(), from.resource(), running.server(), to.resource());
        GetObjectResponse copy = to.client()
                .getObjectAsBytes(r -> r.bucket(to.bucket()).key("deep/er/object"))
                .response();
        assertThat(copy.contentType()).isEqualTo("text/x-test");
        assertThat(copy.metadata()).containsEntry("colour", "red");
        assertThat(to.client().listObjectsV2(r -> r.bucket(to.bucket())).contents())
                .extracting(S3Object::key)
                .containsExactly("deep/er/object", "folder/");
        assertThat(open).isNotBlank();
        assertThat(RunningS3.PROVIDER.inspect(running.server(), to.resource()).figures())
                .containsEntry("objects", Figure.of(1L))
                .containsEntry("size", Figure.bytes(7L));
        RunningS3.PROVIDER.deprovision(running.server(), from.resource());
        RunningS3.PROVIDER.deprovision(running.server(), to.resource());
    }

    @Test
    void a_bucket_that_is_gone_is_copied_neither_from_nor_to() {
        Ability.Movable movable = RunningS3.PROVIDER.abilities().movable().orElseThrow();
        Resource gone = Bench.on(running.server()).resource();
        RunningS3.PROVIDER.deprovision(running.server(), gone);
        assertThatThrownBy(() -> movable.requireCopyable(running.server(), gone))
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> movable.copy(running.server(), gone, running.server(), app.resource()))
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> movable.copy(running.server(), app.resource(), running.server(), gone))
                .hasMessageContaining("gone");
    }

    @Test
    void the_variables_have_the_forms_that_clients_expect() {
        Map<String, String> vars = app.vars();
        assertThat(vars.get("S3_ACCESS_KEY_ID")).matches("[A-Z0-9]{20}");
        assertThat(vars.get("S3_SECRET_ACCESS_KEY")).matches("[A-Za-z0-9]{40}");
        assertThat(vars.get("S3_ENDPOINT")).matches("http://127\\.0\\.0\\.1:[0-9]+");
        assertThat(vars.get("S3_URL"))
                .isEqualTo("s3://" + vars.get("S3_ACCESS_KEY_ID") + ":" + vars.get("S3_SECRET_ACCESS_KEY") + "@"
                        + app.bucket());
        for (String of : List.of("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "REGION")) {
            assertThat(vars.get("AWS_" + of)).isEqualTo(vars.get("S3_" + of));
        }
        assertThat(vars.get("AWS_ENDPOINT_URL_S3")).isEqualTo(vars.get("S3_ENDPOINT"));
        String longest = Names.bucket(new Resource(Id.fresh(), "a".repeat(63), Map.of()));
        assertThat(longest).matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
        assertThat(Names.bucket(new Resource(Id.fresh(), "-My_App", Map.of()))).matches("app-[0-9a-f]{12}");
    }

    private static URL signed(String key) {
        try (S3Presigner presigner = S3App.presigner(app.vars())) {
            return presigner
                    .presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket(app.bucket()).key(key)))
                    .url();
        }
    }

    private static CompletedPart part(String upload, int number, byte[] content) {
        return part(upload, "big/file", number, content);
    }

    private static CompletedPart part(String upload, String key, int number, byte[] content) {
        S3Client client = app.client();
        String tag = client.uploadPart(
                        r -> r.bucket(app.bucket()).key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private static ResponseBytes<GetObjectResponse> get(String key) throws NoSuchKeyException {
        return app.client().getObjectAsBytes(r -> r.bucket(app.bucket()).key(key));
    }

    private static List<String> keys() {
        return app.client().listObjectsV2(r -> r.bucket(app.bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The files that wait to become objects. */
    private static List<Path> uploads() {
        Path folder = running.data()
                .resolve("buckets")
                .resolve(app.resource().id().brief())
                .resolve(".uploads");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
