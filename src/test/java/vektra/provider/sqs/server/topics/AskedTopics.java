package vektra.provider.sqs.server.topics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** What answers requests for topics, without a server; add-ons are named by their account numbers. */
final class AskedTopics implements AutoCloseable {
    static final String APP = "000000000001";

    final Ledger ledger;
    final Time time = new Time();
    final TopicEngine engine;
    final Set<String> shut = new HashSet<>();

    AskedTopics(Path home) throws IOException {
        DataFolder folder =
                new DataFolder(home.resolve("servers").resolve("sns").resolve("data"));
        folder.makeOwn();
        ledger = new Ledger(folder.store(), Runnable::run);
        engine = new TopicEngine(ledger, time, folder, "http://host", this::space);
    }

    private Space space(String addon) {
        if (shut.contains(addon)) {
            throw Refusal.denied("shut");
        }
        return of(addon);
    }

    private static Space of(String addon) {
        return new Space(addon, addon, "app " + addon, "");
    }

    Map<String, Object> ask(String action, Object... input) {
        return by(APP, action, input);
    }

    Map<String, Object> by(String addon, String action, Object... input) {
        Call call = new Call(of(addon), new Key("key", addon, "secret"), "http://host", "/", in(input), new Never());
        return ledger.with(() -> engine.action(action).apply(call)).result();
    }

    String refusal(String action, Object... input) {
        try {
            ask(action, input);
            return "";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    /** Without a signature. */
    Outcome openly(String action, Object... input) {
        return ledger.with(() -> engine.open(action).apply(in(input)));
    }

    String topic(String name) {
        return topicOf(APP, name);
    }

    String topicOf(String addon, String name) {
        Map<String, String> attributes =
                name.endsWith(".fifo") ? Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true") : Map.of();
        return String.valueOf(
                by(addon, "CreateTopic", "Name", name, "Attributes", attributes).get("TopicArn"));
    }

    String subscribe(String topic, String protocol, String endpoint, Map<String, String> attributes) {
        return String.valueOf(ask(
                        "Subscribe",
                        "TopicArn",
                        topic,
                        "Protocol",
                        protocol,
                        "Endpoint",
                        endpoint,
                        "Attributes",
                        attributes,
                        "ReturnSubscriptionArn",
                        "true")
                .get("SubscriptionArn"));
    }

    private static Input in(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return new Input(map);
    }

    private record Never() implements Call.Later {
        @Override
        public void answer(Outcome outcome) {}

        @Override
        public void refuse(Refusal refusal) {}

        @Override
        public boolean isBusy() {
            return false;
        }

        @Override
        public void whenGone(Runnable then) {}
    }

    @Override
    public void close() {
        ledger.close();
    }
}
