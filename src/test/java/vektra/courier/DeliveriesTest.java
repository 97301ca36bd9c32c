package vektra.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Mount;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

class DeliveriesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Path backup;

    @BeforeEach
    void write() throws IOException {
        backup = folder.resolve("1.dump");
        Files.writeString(backup, "data of a backup");
    }

    private Deliveries deliveries(Duration limit) {
        return new Deliveries(limit, folder.resolve("authority.pem"), Deliveries.PART);
    }

    private void deliver(Destination to, Duration limit) {
        deliveries(limit).deliver(Copies.plain(to), backup, "book.dump");
    }

    private void fails(Destination to, Duration limit, String... says) {
        assertThatThrownBy(() -> deliver(to, limit))
                .isInstanceOf(VektraException.class)
                .hasMessageContainingAll(says);
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static Destination command(String text) {
        return new Destination.Command(new Secret(text));
    }

    @Test
    void a_folder_gets_a_whole_file_of_its_owner_alone() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Destination to = new Destination.Folder(disk.toString());
        deliver(to, LONG);
        deliver(to, LONG);
        assertThat(disk.resolve("book.dump")).hasContent("data of a backup");
        assertThat(names(disk)).containsExactly("book.dump");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.resolve("book.dump"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_folder_that_is_not_there_is_not_made() {
        fails(new Destination.Folder(folder.resolve("unmounted").toString()), LONG, "there is no folder");
        assertThat(folder.resolve("unmounted")).doesNotExist();
    }

    @Test
    void a_full_disk_says_so_and_keeps_no_half_of_a_copy() throws Exception {
        Files.write(backup, new byte[200_000]);
        try (Mount disk = Mount.small(folder.resolve("disk"), 64)) {
            fails(new Destination.Folder(disk.at.toString()), LONG, "cannot copy to", "No space left on device");
            assertThat(names(disk.at)).isEmpty();
        }
    }

    @Test
    void a_copy_in_a_folder_is_deleted_with_what_is_left_of_one_and_again_is_no_error() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.writeString(disk.resolve("other.dump"), "");
        Destination to = new Destination.Folder(disk.toString());
        deliver(to, LONG);
        Files.writeString(disk.resolve(".book.dump.part"), "");
        deliveries(LONG).remove(to, "book.dump");
        deliveries(LONG).remove(to, "book.dump");
        assertThat(names(disk)).containsExactly("other.dump");
        Destination away = new Destination.Folder(folder.resolve("unmounted").toString());
        assertThatThrownBy(() -> deliveries(LONG).remove(away, "book.dump"))
                .as("a disk that is not mounted has lost nothing")
                .hasMessageContaining("there is no folder");
    }

    @Test
    void a_command_reads_the_backup_and_knows_its_name() {
        Path out = folder.resolve("out");
        deliver(command("cat > " + out + "; echo \"$VEKTRA_BACKUP_NAME $VEKTRA_BACKUP_BYTES\" >> " + out), LONG);
        assertThat(out).hasContent("data of a backupbook.dump 16\n");
    }

    @Test
    void a_command_that_fails_says_why() {
        fails(command("cat >/dev/null; echo no space left >&2; exit 3"), LONG, "the command failed: no space left");
        fails(command("exit 3"), LONG, "the command failed");
    }

    @Test
    void a_command_that_hangs_is_ended_with_what_it_started() throws IOException {
        Path pid = folder.resolve("pid");
        fails(command("sleep 600 & echo $! > " + pid + "; wait"), Duration.ofMillis(1), "no answer within");
        long child = Long.parseLong(Files.readString(pid).strip());
        // one that is dead and that no parent has asked for yet has no arguments
        Path arguments = Path.of("/proc", String.valueOf(child), "cmdline");
        await().until(() -> !Files.exists(arguments) || Files.readAllBytes(arguments).length == 0);
    }

    @Test
    void no_other_user_sees_a_command() {
        Path out = folder.resolve("out");
        deliver(
                command(": password; cat >/dev/null; tr '\\0' ' ' < /proc/$PPID/cmdline > " + out
                        + "; tr '\\0' ' ' < /proc/$$/cmdline >> " + out),
                LONG);
        assertThat(out).content().doesNotContain("password").contains("/bin/sh -c");
    }

    /** A bucket of a server that answers so; what it was sent is collected. */
    private Destination bucket(HttpServer server) {
        return Destination.Bucket.parse(
                "s3://safe/vektra/",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "eu-central-1",
                "AKID",
                new Secret("key"));
    }

    private static HttpServer server(int status, String answer, List<String> asked) throws IOException {
        return server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), status, answer, asked);
    }

    private static HttpServer server(InetSocketAddress at, int status, String answer, List<String> asked)
            throws IOException {
        HttpServer server = HttpServer.create(at, 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void a_bucket_gets_it_in_a_signed_request() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(200, "", asked);
        try {
            deliver(bucket(server), LONG);
        } finally {
            server.stop(0);
        }
        assertThat(asked.get(0)).isEqualTo("PUT /safe/vektra/book.dump");
        assertThat(asked.get(1)).contains("AKID/", "/eu-central-1/s3/aws4_request", "x-amz-content-sha256");
        assertThat(asked.get(2)).isEqualTo("data of a backup");
    }

    @Test
    void a_bucket_that_refuses_says_why_and_shows_no_key() throws IOException {
        HttpServer server = server(403, "<Error><Code>AccessDenied</Code></Error>", new CopyOnWriteArrayList<>());
        try {
            fails(bucket(server), LONG, "refused the copy: AccessDenied, status 403");
        } finally {
            server.stop(0);
        }
        fails(bucket(server), LONG, "cannot be reached");
    }

    @Test
    void a_bucket_that_was_away_gets_it_once_it_is_back() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer before = server(200, "", asked);
        Destination to = bucket(before);
        before.stop(0);
        fails(to, LONG, "cannot be reached");
        HttpServer back = server(before.getAddress(), 200, "", asked);
        try {
            deliver(to, LONG);
        } finally {
            back.stop(0);
        }
        assertThat(asked).contains("PUT /safe/vektra/book.dump", "data of a backup");
    }

    /** S3 for uploads in parts of five bytes. What it is asked is collected; it answers requests that contain a text with 500. */
    private static HttpServer parts(String failing, String answer, List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(sent.isEmpty() ? request : request + " " + sent);
            String body = "";
            if (request.endsWith("?uploads=")) {
                body = "<UploadId>new+</UploadId>";
            } else if (request.startsWith("GET")) {
                body = "<Upload><Key>vektra/book.dump</Key><UploadId>old</UploadId></Upload>"
                        + "<Upload><Key>vektra/book.dump2</Key><UploadId>other</UploadId></Upload>";
            } else if (request.startsWith("POST")) {
                body = answer;
            }
            exchange.getResponseHeaders().add("ETag", "\"" + sent.length() + "\"");
            exchange.sendResponseHeaders(request.contains(failing) ? 500 : 200, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private void deliverInParts(Destination to) {
        new Deliveries(LONG, folder.resolve("authority.pem"), 5).deliver(Copies.plain(to), backup, "book.dump");
    }

    @Test
    void a_large_one_is_sent_in_parts_and_leftovers_of_its_name_are_ended_first() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = parts("none", "<CompleteMultipartUploadResult/>", asked);
        try {
            deliverInParts(bucket(server));
        } finally {
            server.stop(0);
        }
        String of = " /safe/vektra/book.dump?";
        assertThat(asked)
                .containsExactly(
                        "GET /safe?prefix=vektra%2Fbook.dump&uploads=",
                        "DELETE" + of + "uploadId=old",
                        "POST" + of + "uploads=",
                        "PUT" + of + "partNumber=1&uploadId=new%2B data ",
                        "PUT" + of + "partNumber=2&uploadId=new%2B of a ",
                        "PUT" + of + "partNumber=3&uploadId=new%2B backu",
                        "PUT" + of + "partNumber=4&uploadId=new%2B p",
                        "POST" + of + "uploadId=new%2B <CompleteMultipartUpload>" + part(1, 5) + part(2, 5) + part(3, 5)
                                + part(4, 1) + "</CompleteMultipartUpload>");
    }

    private static String part(int number, int length) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>\"" + length + "\"</ETag></Part>";
    }

    @Test
    void an_upload_that_fails_anywhere_leaves_no_parts() throws IOException {
        for (String failing : List.of("partNumber=1", "partNumber=4", "POST /safe/vektra/book.dump?uploadId")) {
            uploadFails(failing, "", "status 500");
        }
        uploadFails("none", "<Error><Code>InternalError</Code></Error>", "InternalError, status 200");
    }

    private void uploadFails(String failing, String answer, String says) throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = parts(failing, answer, asked);
        try {
            assertThatThrownBy(() -> deliverInParts(bucket(server))).hasMessageContaining("refused the copy: " + says);
        } finally {
            server.stop(0);
        }
        assertThat(asked).last().isEqualTo("DELETE /safe/vektra/book.dump?uploadId=new%2B");
    }

    @Test
    void a_copy_in_a_bucket_is_deleted_and_one_that_is_gone_is_no_error() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        for (int status : new int[] {204, 404}) {
            HttpServer server = server(status, "", asked);
            try {
                deliveries(LONG).remove(bucket(server), "book.dump");
            } finally {
                server.stop(0);
            }
        }
        assertThat(asked).contains("DELETE /safe/vektra/book.dump");
        HttpServer locked = server(403, "<Error><Code>AccessDenied</Code></Error>", asked);
        try {
            assertThatThrownBy(() -> deliveries(LONG).remove(bucket(locked), "book.dump"))
                    .hasMessageContaining("AccessDenied");
        } finally {
            locked.stop(0);
        }
    }

    @Test
    void a_bucket_that_hangs_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Destination to = Destination.Bucket.parse(
                    "s3://safe", "http://127.0.0.1:" + silent.getLocalPort(), "us-east-1", "AKID", new Secret("key"));
            fails(to, Duration.ofMillis(200), "cannot be reached");
        }
    }

    @Test
    void what_is_shown_of_a_destination_is_no_secret() {
        assertThat(command("restic -p hunter2 backup --stdin").shown()).isEqualTo("restic …");
        assertThat(command("PASSWORD=hunter2 restic backup").shown()).isEqualTo("a command");
        assertThat(Destination.Bucket.parse("s3://b-b/p/", "https://s3.example", "r", "k", new Secret("s")))
                .hasToString("Bucket[bucket=b-b, prefix=p, endpoint=https://s3.example, region=r, keyId=k, key=****]")
                .extracting(Destination::shown)
                .isEqualTo("s3://b-b/p");
        for (String wrong : List.of("s3://", "s3://B", "s3://b-b/a?x", "s3://b-b/a b")) {
            assertThatThrownBy(() -> Destination.Bucket.parse(wrong, "https://s3.example", "r", "k", new Secret("s")))
                    .isInstanceOf(VektraException.class);
        }
    }
}
