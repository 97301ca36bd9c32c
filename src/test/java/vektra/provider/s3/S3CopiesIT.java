package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import vektra.age.AgeFiles;
import vektra.courier.Deliveries;
import vektra.fixture.Sampled;
import vektra.model.age.Recipient;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.text.Secret;

/** Copies of backups that are larger than one request may be, in a bucket of Vektra's own server. */
@Sampled(oneIn = 3)
class S3CopiesIT {
    /** The smallest that S3 takes. */
    private static final int PART = 5 << 20;

    private static final int SIZE = 2 * PART + 1000;

    private static RunningS3 running;
    private static Bench app;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        running = new RunningS3();
        app = Bench.on(running.server());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private Deliveries deliveries() {
        return new Deliveries(Duration.ofMinutes(5), folder.resolve("authority.pem"), PART);
    }

    private static Destination bucket() {
        return Destination.Bucket.parse(
                "s3://" + app.bucket() + "/shop",
                app.vars().get("S3_ENDPOINT"),
                app.vars().get("S3_REGION"),
                app.vars().get("S3_ACCESS_KEY_ID"),
                new Secret(app.vars().get("S3_SECRET_ACCESS_KEY")));
    }

    private Path backup() throws IOException {
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        return Files.write(folder.resolve("backup"), content);
    }

    private static byte[] read(String name) {
        return app.client()
                .getObjectAsBytes(r -> r.bucket(app.bucket()).key("shop/" + name))
                .asByteArray();
    }

    private static Stream<String> uploads() {
        return app.client().listMultipartUploads(r -> r.bucket(app.bucket())).uploads().stream()
                .map(MultipartUpload::key);
    }

    private static Stream<String> objects() {
        return app.client().listObjectsV2(r -> r.bucket(app.bucket())).contents().stream()
                .map(S3Object::key);
    }

    /** An upload with a part, as a killed process leaves it. */
    private static void begin(String key) {
        String id = app.client()
                .createMultipartUpload(r -> r.bucket(app.bucket()).key(key))
                .uploadId();
        app.client()
                .uploadPart(
                        r -> r.bucket(app.bucket()).key(key).uploadId(id).partNumber(1),
                        RequestBody.fromBytes(new byte[PART]));
    }

    @Test
    void it_goes_there_in_parts_and_ends_what_a_killed_one_left_of_its_name_alone() throws IOException {
        begin("shop/large.dump");
        begin("shop/large.dump.other");
        Path backup = backup();
        deliveries().deliver(Copies.plain(bucket()), backup, "large.dump");
        assertThat(read("large.dump")).isEqualTo(Files.readAllBytes(backup));
        assertThat(app.client()
                        .headObject(r -> r.bucket(app.bucket()).key("shop/large.dump"))
                        .eTag())
                .as("in three parts")
                .endsWith("-3\"");
        assertThat(uploads()).containsExactly("shop/large.dump.other");
        begin("shop/large.dump");
        deliveries().remove(bucket(), "large.dump");
        deliveries().remove(bucket(), "large.dump");
        assertThat(objects()).doesNotContain("shop/large.dump");
        assertThat(uploads()).containsExactly("shop/large.dump.other");
        deliveries().remove(bucket(), "large.dump.other");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void an_encrypted_one_is_read_again_and_a_small_one_goes_at_once() throws IOException {
        AgeFiles files = new AgeFiles(() -> Optional.of(new byte[Recipient.LENGTH]));
        Path backup = backup();
        Copies copies = new Copies(bucket(), List.of(files.home()));
        deliveries().deliver(copies, backup, "closed.age");
        Path copy = Files.write(folder.resolve("closed.age"), read("closed.age"));
        Path opened = folder.resolve("opened");
        try (var out = Files.newOutputStream(opened)) {
            files.open(copy, List.of(), out);
        }
        assertThat(opened).hasSameBinaryContentAs(backup);
        deliveries().deliver(copies, Files.writeString(folder.resolve("small"), "data"), "small.age");
        assertThat(app.client()
                        .headObject(r -> r.bucket(app.bucket()).key("shop/small.age"))
                        .eTag())
                .doesNotContain("-");
    }
}
