package vektra.provider.sqs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.text.Secret;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.http.Exchange;
import vektra.provider.sqs.server.http.Request;
import vektra.provider.sqs.server.http.Response;
import vektra.provider.sqs.server.queues.QueueEngine;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.TopicEngine;

/** Requests as they come, without a connection. */
class ApiTest {
    private static final Space SPACE = new Space("a1", "000000000001", "my-app", "app-1");

    @TempDir
    private Path home;

    private DataFolder folder;
    private Ledger ledger;
    private Turnstile turnstile;
    private final List<Response> answers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        folder = new DataFolder(home.resolve("data"));
        folder.makeOwn();
        SmallFile.replace(folder.admin(), "secret\n");
        folder.write(SPACE);
        ledger = new Ledger(folder.store(), Runnable::run);
        turnstile = new Turnstile(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void what_a_topic_delivers_to_an_add_on_that_is_shut_or_not_there_yet_may_arrive_later() throws Exception {
        Api api = new Api(
                new QueueEngine(ledger, new Time(), call -> {}, addon -> true), ledger, turnstile, Runnable::run, "1");
        folder.shutOut("a1");
        assertThat(deliver(api)).contains("ServiceUnavailable");
        folder.letIn("a1");
        folder.delete("a1");
        assertThat(deliver(api)).contains("ServiceUnavailable");
        folder.write(SPACE);
        assertThat(deliver(api)).contains("QueueDoesNotExist");
    }

    private String deliver(Api api) {
        byte[] body = Json.bytes(Map.of("addon", "a1", "queue", "q", "topic", "t", "MessageBody", "m"));
        Map<String, String> headers = new HashMap<>(Map.of("host", "host"));
        new Signing(new AccessKey(DataFolder.ADMIN, new Secret("secret")), "sqs", Instant.now())
                .headers("POST", "host", "/", Map.of("x-amz-target", "Vektra.Deliver"), body)
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return answer(api, new Request("POST", "/", false, headers, body));
    }

    @Test
    void a_request_without_a_signature_that_changes_nothing_is_answered_without_waiting_for_the_disk() {
        Api api = new Api(
                new TopicEngine(ledger, new Time(), folder, "http://host", turnstile::space),
                ledger,
                turnstile,
                Runnable::run,
                "1");
        // no thread writes: what waits for the disk is not answered
        String topic = "arn:aws:sns:us-east-1:000000000001:t";
        assertThat(get(api, "/?Action=Unsubscribe&SubscriptionArn=" + topic + ":none"))
                .contains("UnsubscribeResponse");
        assertThat(get(api, "/?Action=ConfirmSubscription&Token=none&TopicArn=" + topic))
                .contains("InvalidParameter");
    }

    private String get(Api api, String target) {
        return answer(api, new Request("GET", target, false, Map.of("host", "host"), new byte[0]));
    }

    private String answer(Api api, Request request) {
        answers.clear();
        api.handle(request, new Exchange() {
            @Override
            public void answer(Response response) {
                answers.add(response);
            }

            @Override
            public void whenGone(Runnable then) {}
        });
        return answers.isEmpty() ? "" : new String(answers.get(0).body(), StandardCharsets.UTF_8);
    }
}
