package vektra.provider.sqs.server.topics.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.file.SmallFile;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.topics.delivery.Neighbors.Result;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Subscription;

/** What becomes of a message on the way to a queue of a server that lets the app "mine" in. */
class CarriageTest {
    private static final String ACCOUNT = "000000000001";

    @TempDir
    private Path home;

    private DataFolder own;
    private Path space;
    private HttpServer queues;
    private Carriage carriage;

    @BeforeEach
    void open() throws IOException {
        own = folder("sns");
        space = own.root().resolve("addons").resolve("a1");
        queues = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        queues.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean lets = body.contains("\"app\":\"mine\"");
            byte[] answer = (lets ? "{}" : "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(lets ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        queues.start();
        DataFolder other = folder("sqs");
        other.write(new Space("b1", ACCOUNT, "queues", "mine"));
        SmallFile.replace(other.admin(), "secret\n");
        SmallFile.replace(
                other.address(), "http://127.0.0.1:" + queues.getAddress().getPort() + "\n");
        Signer signer = new Signer(own.root().resolve("signing"));
        carriage = new Carriage(new Envelope(signer, "http://host"), new Neighbors(own), own);
    }

    private DataFolder folder(String server) throws IOException {
        DataFolder folder =
                new DataFolder(home.resolve("servers").resolve(server).resolve("data"));
        folder.makeOwn();
        return folder;
    }

    @AfterEach
    void close() {
        queues.stop(0);
    }

    @Test
    void a_message_goes_out_in_the_name_of_its_app() throws IOException {
        own.write(new Space("a1", "000000000002", "topics", "mine"));
        assertThat(send()).isEqualTo(Result.SENT);
        own.write(new Space("a1", "000000000002", "topics", "another"));
        assertThat(send()).isEqualTo(Result.REFUSED);
    }

    @Test
    void a_message_whose_app_cannot_be_read_is_tried_again_and_not_refused_for_good() throws IOException {
        Files.createDirectory(space);
        assertThat(send()).isEqualTo(Result.FAILED);
    }

    private Result send() {
        Subscription to = new Subscription(
                "a1",
                "t",
                "id",
                "sqs",
                "arn:aws:sqs:us-east-1:" + ACCOUNT + ":q",
                "",
                Map.of(Subscription.RAW, "true"));
        return carriage.send(
                to,
                new Publication(
                        "id",
                        0,
                        "arn:aws:sns:us-east-1:000000000002:t",
                        "",
                        Map.of("default", "m"),
                        List.of(),
                        "",
                        "",
                        "",
                        "1"));
    }
}
