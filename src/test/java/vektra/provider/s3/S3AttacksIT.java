package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What one app tries in order to see or change what another one has. */
class S3AttacksIT {
    private static RunningS3 running;
    private static Bench victim;
    private static Bench attacker;

    private Map<String, String> before;

    @BeforeAll
    static void start() {
        running = new RunningS3();
        victim = Bench.on(running.server());
        attacker = Bench.on(running.server());
        victim.client().putObject(r -> r.bucket(victim.bucket()).key("secret/plan"), RequestBody.fromString("attack"));
        attacker.client().putObject(r -> r.bucket(attacker.bucket()).key("own"), RequestBody.fromString("own"));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void look() throws IOException {
        before = files();
    }

    @Test
    void another_apps_bucket_is_none_to_every_kind_of_request() throws Exception {
        String bucket = victim.bucket();
        refused(s3 -> s3.headBucket(r -> r.bucket(bucket)));
        refused(s3 -> s3.listObjectsV2(r -> r.bucket(bucket)));
        refused(s3 -> s3.listObjects(r -> r.bucket(bucket)));
        refused(s3 -> s3.listMultipartUploads(r -> r.bucket(bucket)));
        refused(s3 -> s3.getBucketAcl(r -> r.bucket(bucket)));
        refused(s3 -> s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PRIVATE)));
        refused(s3 -> s3.deleteBucket(r -> r.bucket(bucket)));
        refused(s3 -> s3.createBucket(r -> r.bucket(bucket)));
        refused(s3 -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("secret/plan")));
        refused(s3 -> s3.headObject(r -> r.bucket(bucket).key("secret/plan")));
        refused(s3 -> s3.getObjectAcl(r -> r.bucket(bucket).key("secret/plan")));
        refused(s3 -> s3.putObject(r -> r.bucket(bucket).key("planted"), RequestBody.fromString("x")));
        refused(s3 -> s3.putObjectAcl(r -> r.bucket(bucket).key("secret/plan").acl(ObjectCannedACL.PUBLIC_READ)));
        refused(s3 -> s3.createMultipartUpload(r -> r.bucket(bucket).key("planted")));
        assertThat(attacker.client().listBuckets().buckets())
                .extracting(Bucket::name)
                .containsExactly(attacker.bucket());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void deleting_in_another_apps_bucket_deletes_nothing() throws Exception {
        String bucket = victim.bucket();
        refused(s3 -> s3.deleteObject(r -> r.bucket(bucket).key("secret/plan")));
        ObjectIdentifier plan = ObjectIdentifier.builder().key("secret/plan").build();
        try {
            var answer = attacker.client()
                    .deleteObjects(r -> r.bucket(bucket)
                            .delete(Delete.builder().objects(plan).build()));
            assertThat(answer.deleted()).isEmpty();
        } catch (S3Exception refused) {
            assertThat(refused.statusCode()).isBetween(400, 499);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void another_apps_object_is_no_source_of_a_copy() throws Exception {
        String own = attacker.bucket();
        for (String source : List.of(
                victim.bucket(),
                "../" + victim.bucket(),
                "..",
                "." + victim.resource().id().brief())) {
            refused(s3 -> s3.copyObject(r -> r.sourceBucket(source)
                    .sourceKey("secret/plan")
                    .destinationBucket(own)
                    .destinationKey("stolen")));
        }
        refused(s3 -> s3.copyObject(r -> r.sourceBucket(own)
                .sourceKey("../../" + victim.resource().id().brief() + "/" + victim.bucket() + "/secret/plan")
                .destinationBucket(own)
                .destinationKey("stolen")));
        String upload = attacker.client()
                .createMultipartUpload(r -> r.bucket(own).key("stolen"))
                .uploadId();
        refused(s3 -> s3.uploadPartCopy(r -> r.sourceBucket(victim.bucket())
                .sourceKey("secret/plan")
                .destinationBucket(own)
                .destinationKey("stolen")
                .uploadId(upload)
                .partNumber(1)));
        attacker.client().abortMultipartUpload(r -> r.bucket(own).key("stolen").uploadId(upload));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_signed_url_opens_what_it_was_signed_for_and_nothing_else() throws Exception {
        try (S3Presigner presigner = S3App.presigner(attacker.vars())) {
            URL own = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(g -> g.bucket(attacker.bucket()).key("own")))
                    .url();
            assertThat(RawRequest.unsigned("GET", own)).isEqualTo(200);
            String text = own.toString();
            String foreign = text.replace(attacker.bucket() + "/own", victim.bucket() + "/secret/plan");
            String otherUser = text.replace(
                    attacker.vars().get("S3_ACCESS_KEY_ID"), victim.vars().get("S3_ACCESS_KEY_ID"));
            for (String tampered : List.of(
                    foreign,
                    otherUser,
                    otherUser.replace(attacker.bucket() + "/own", victim.bucket() + "/secret/plan"),
                    text.replace("/own?", "/other?"),
                    text.replace("X-Amz-Expires=300", "X-Amz-Expires=600"),
                    text.replaceAll("X-Amz-Signature=.", "X-Amz-Signature=z"),
                    text + "&versionId=1")) {
                assertThat(tampered).isNotEqualTo(text);
                assertThat(RawRequest.unsigned("GET", new URL(tampered)))
                        .as(tampered)
                        .isBetween(400, 499);
            }
            assertThat(RawRequest.unsigned("PUT", own)).isEqualTo(403);
            URL theirs = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(g -> g.bucket(victim.bucket()).key("secret/plan")))
                    .url();
            assertThat(RawRequest.unsigned("GET", theirs)).isEqualTo(404);
        }
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%B/../../%V/%W/planted",
                "/%B/..%2F..%2F%V%2F%W%2Fplanted",
                "/%B/%2e%2e/%2e%2e/%V/%W/planted",
                "/%B/%2e%2e%2f%2e%2e%2f%2e%2e%2fkeys%2fplanted",
                "/%B/a/..%2F..%2F..%2F..%2Fadmin",
                "/%B/..%2F.uploads%2Fplanted",
                "/%B/..",
                "/../%W/planted",
                "/%2e%2e/%V/planted",
                "/..%2F%V%2F%W/planted",
                "/.uploads/planted",
                "/%B//planted",
                "/%B/%2Fetc%2Fplanted",
                "/%B/planted%00",
                "/%B/.mpus-planted",
                "/%B/.s3proxy-slash/planted"
            })
    void a_key_leads_out_of_its_bucket_neither_to_read_nor_to_write(String form) throws Exception {
        String path = form.replace("%B", attacker.bucket())
                .replace("%V", victim.resource().id().brief())
                .replace("%W", victim.bucket());
        assertThat(RawRequest.signed(attacker.vars(), "GET", "/" + attacker.bucket() + "/ow%6e"))
                .as("a signature of a path with escapes")
                .isEqualTo(200);
        for (String method : List.of("PUT", "GET", "HEAD", "DELETE")) {
            int status = RawRequest.signed(attacker.vars(), method, path);
            assertThat(status).as(method).isBetween(400, 499);
            assertThat(path.contains("%2") && status == 403)
                    .as("refused for its signature alone")
                    .isFalse();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_listing_leads_out_of_its_bucket_by_no_prefix() throws Exception {
        for (String prefix : List.of(
                "../", "../../", "../../" + victim.resource().id().brief() + "/", "/", "/etc/", "a/../../", "..")) {
            try {
                var answer = attacker.client()
                        .listObjectsV2(r -> r.bucket(attacker.bucket()).prefix(prefix));
                assertThat(answer.contents()).as(prefix).isEmpty();
                assertThat(answer.commonPrefixes()).as(prefix).isEmpty();
            } catch (S3Exception refused) {
                assertThat(refused.statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void without_a_signature_or_with_a_wrong_one_nothing_is_answered() throws Exception {
        String object = "/" + victim.bucket() + "/secret/plan";
        for (String path : List.of("/", "/" + victim.bucket(), object, object + "?acl", "/metrics", "/nothing")) {
            for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
                assertThat(RawRequest.unsigned(method, new URL(victim.vars().get("S3_ENDPOINT") + path)))
                        .as(method + " " + path)
                        .isBetween(400, 499);
            }
        }
        for (String secret : List.of("wrong", attacker.vars().get("S3_SECRET_ACCESS_KEY"))) {
            try (S3Client wrong = S3App.client(victim.vars(), secret)) {
                assertThat(refusal(() -> wrong.listObjectsV2(r -> r.bucket(victim.bucket()))))
                        .isEqualTo(403);
            }
        }
        for (String id : List.of(
                "VEKTRA", "../admin", "../keys/" + victim.vars().get("S3_ACCESS_KEY_ID"), "AKVEKTRA000000000000")) {
            Map<String, String> vars = new TreeMap<>(victim.vars());
            vars.put("S3_ACCESS_KEY_ID", id);
            try (S3Client wrong = S3App.client(vars)) {
                assertThat(refusal(() -> wrong.listObjectsV2(r -> r.bucket(victim.bucket()))))
                        .isBetween(400, 403);
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void an_app_cannot_delete_its_bucket_make_another_or_open_it_to_all() throws Exception {
        String own = attacker.bucket();
        refused(s3 -> s3.deleteBucket(r -> r.bucket(own)));
        refused(s3 -> s3.createBucket(r -> r.bucket("another-bucket")));
        refused(s3 -> s3.putBucketAcl(r -> r.bucket(own).acl(BucketCannedACL.PUBLIC_READ_WRITE)));
        assertThat(catchThrowableOfType(
                                S3Exception.class, () -> attacker.client().createBucket(r -> r.bucket(own)))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("BucketAlreadyOwnedByYou");
        assertThat(catchThrowableOfType(
                                S3Exception.class,
                                () -> attacker.client()
                                        .putBucketVersioning(r -> r.bucket(own)
                                                .versioningConfiguration(
                                                        v -> v.status(BucketVersioningStatus.ENABLED))))
                        .statusCode())
                .isEqualTo(501);
        assertThat(files()).isEqualTo(before);
        attacker.client()
                .putObject(
                        r -> r.bucket(own).key("public").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.fromString("x"));
        URL url = new URL(attacker.vars().get("S3_ENDPOINT") + "/" + own + "/public");
        assertThat(RawRequest.unsigned("GET", url)).isEqualTo(403);
        attacker.client().deleteObject(r -> r.bucket(own).key("public"));
    }

    @Test
    void secrets_are_in_files_of_the_user_alone_and_in_no_argument_and_no_log() throws Exception {
        String secret = victim.vars().get("S3_SECRET_ACCESS_KEY");
        String admin = running.server().adminUrl().reveal().replaceAll(".*:(.*)@.*", "$1");
        String arguments = Files.readString(Path.of("/proc", Long.toString(running.pid()), "cmdline"));
        String environment = Files.readString(Path.of("/proc", Long.toString(running.pid()), "environ"));
        String log = Files.readString(running.log());
        for (String text : List.of(arguments, environment, log)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(0, 24))
                    .doesNotContain(admin);
        }
        Path key = running.data().resolve("keys").resolve(victim.vars().get("S3_ACCESS_KEY_ID"));
        assertThat(Files.readString(key)).contains(secret);
        for (Path file : List.of(key, running.data().resolve("admin"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.data())))
                .isEqualTo("rwx------");
    }

    @Test
    void it_listens_on_loopback_only() throws Exception {
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : outside) {
            try (Socket socket = new Socket()) {
                assertThat(catchThrowableOfType(
                                IOException.class,
                                () -> socket.connect(
                                        new InetSocketAddress(
                                                address, running.server().host().port()),
                                        2000)))
                        .isNotNull();
            }
        }
        assertThat(running.server().host().host()).isEqualTo("127.0.0.1");
    }

    private static void refused(Consumer<S3Client> request) {
        assertThat(refusal(() -> request.accept(attacker.client()))).isBetween(400, 499);
    }

    private static int refusal(Runnable request) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, request::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.statusCode();
    }

    /** Every file of the server with what is in it. */
    private static Map<String, String> files() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(running.data())) {
            for (Path file : files.toList()) {
                all.put(
                        file.toString(),
                        Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }
}
