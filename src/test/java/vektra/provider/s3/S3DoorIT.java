package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;

/** What one key holds of the server leaves enough for the others. */
class S3DoorIT {
    private static final int MANY = 230;
    private static final int LARGE = 31 << 20;

    private static RunningS3 s3;
    private static Map<String, String> one;
    private static Map<String, String> other;

    private final List<Socket> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        s3 = new RunningS3();
        one = bound("one");
        other = bound("other");
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @AfterEach
    void letGo() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
    }

    @Test
    void uploads_that_one_key_holds_leave_others_alone_and_its_own_end_with_them() throws Exception {
        for (int i = 0; i < MANY; i++) {
            begin(one, 100_000);
        }
        roundTrip(other);
        assertThat(status(one)).isEqualTo(503);
        assertThat(status(Map.of("S3_ACCESS_KEY_ID", "AKVEKTRA000000000000", "S3_BUCKET", "none")))
                .isEqualTo(403);
        assertThat(RunningS3.PROVIDER.ping(s3.server())).isEqualTo("4.1.0");
        letGo();
        Awaitility.await().untilAsserted(() -> roundTrip(one));
    }

    @Test
    void bodies_that_are_held_in_memory_are_few_enough_for_it() throws Exception {
        byte[] most = new byte[1 << 20];
        for (int i = 0; i < 9; i++) {
            Socket socket = begin(one, LARGE);
            try {
                for (int sent = 0; sent < LARGE - most.length; sent += most.length) {
                    socket.getOutputStream().write(most);
                }
            } catch (IOException e) {
                // refused, and its connection closed
            }
        }
        roundTrip(other);
        assertThat(RunningS3.PROVIDER.ping(s3.server())).isEqualTo("4.1.0");
        assertThat(Files.readString(s3.log())).doesNotContain("OutOfMemoryError");
    }

    private static Map<String, String> bound(String app) {
        Resource resource = RunningS3.PROVIDER.provision(s3.server(), new Resource(Id.fresh(), app, Map.of()));
        Credentials credentials = RunningS3.PROVIDER.grant(s3.server(), resource, Id.fresh(), Secret.fresh());
        return RunningS3.PROVIDER.configVars(s3.server(), resource, credentials);
    }

    private static void roundTrip(Map<String, String> vars) throws Exception {
        try (var app = new S3App().open(vars)) {
            app.write("key", "value");
            assertThat(app.read("key")).isEqualTo("value");
        }
    }

    /** A body that is signed as a whole is read before its signature is looked at. */
    private Socket begin(Map<String, String> vars, int length) throws IOException {
        Socket socket = new Socket(s3.server().host().host(), s3.server().host().port());
        held.add(socket);
        socket.getOutputStream().write((head(vars, "PUT", length) + "begin").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static int status(Map<String, String> vars) throws IOException {
        try (Socket socket =
                new Socket(s3.server().host().host(), s3.server().host().port())) {
            socket.getOutputStream().write(head(vars, "GET", 0).getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()));
        }
    }

    private static String head(Map<String, String> vars, String method, int length) {
        return method + " /" + vars.get("S3_BUCKET") + "/held HTTP/1.1\r\nHost: "
                + s3.server().host() + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                + vars.get("S3_ACCESS_KEY_ID") + "/20261129/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + "0".repeat(64)
                + "\r\nx-amz-content-sha256: " + "a".repeat(64) + "\r\nx-amz-date: 20261129T000000Z\r\n"
                + (length == 0 ? "" : "Content-Length: " + length + "\r\n") + "\r\n";
    }
}
