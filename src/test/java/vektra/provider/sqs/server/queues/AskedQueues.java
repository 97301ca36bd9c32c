package vektra.provider.sqs.server.queues;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** What answers requests for queues, without a server, and with a clock that tests set. */
final class AskedQueues implements AutoCloseable {
    static final Space SPACE = new Space("a1", "000000000001", "my-app", "app-1");

    final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    final Ledger ledger;
    final Queues queues;
    final Waiting waiting;
    final Moves moves;
    boolean shut;
    final List<Outcome> answers = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<Runnable> gone = new ArrayList<>();
    private final QueueApi api;
    private final Administration administration;

    AskedQueues(Path folder) {
        Time time = new Time(clock::get);
        ledger = new Ledger(folder.resolve("messages"), Runnable::run);
        queues = new Queues(ledger, time);
        waiting = new Waiting(queues);
        moves = new Moves(queues, waiting, addon -> !shut);
        Sending sending = new Sending(queues, waiting);
        api = new QueueApi(queues, waiting, moves, sending, new Receiving(queues, waiting, call -> {}));
        administration = new Administration(queues, moves, sending);
    }

    /** The answer; null while the call waits. */
    @Nullable
    Map<String, Object> ask(String action, Object... input) {
        Function<Call, @Nullable Outcome> does = api.action(action);
        Outcome outcome = ledger.with(() -> does.apply(call(of(input))));
        return outcome == null ? null : outcome.result();
    }

    /** The code of the refusal; empty when it was answered. */
    String refusal(String action, Object... input) {
        try {
            ask(action, input);
            return "";
        } catch (Refusal refusal) {
            return refusal.type();
        }
    }

    Map<String, Object> administer(String question, Object... input) {
        return ledger.with(() -> administration.answer(question, SPACE, new Input(of(input))));
    }

    /** Whether a message of a topic is taken. */
    boolean isDelivered(Map<String, Object> message) {
        try {
            ledger.with(() -> administration.answer("Deliver", SPACE, new Input(message)));
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    String make(String name, Object... attributes) {
        Map<String, Object> all = of(attributes);
        if (name.endsWith(".fifo")) {
            all.put("FifoQueue", "true");
        }
        ask("CreateQueue", "QueueName", name, "Attributes", all);
        return "http://host/" + SPACE.account() + "/" + name;
    }

    static String arn(String name) {
        return new Arn("sqs", SPACE.account(), name).toString();
    }

    List<?> receive(String url, Object... more) {
        Map<String, Object> input = of(more);
        input.put("QueueUrl", url);
        input.putIfAbsent("MaxNumberOfMessages", "10");
        Outcome outcome = ledger.with(() -> api.action("ReceiveMessage").apply(call(input)));
        return outcome == null ? List.of() : new Input(outcome.result()).list("Messages");
    }

    List<String> bodies(String url) {
        return receive(url).stream()
                .map(each -> Input.of(each, "Messages").required("Body"))
                .toList();
    }

    String attribute(String url, String name) {
        Map<String, Object> all = ask("GetQueueAttributes", "QueueUrl", url, "AttributeNames", List.of("All"));
        return String.valueOf(new Input(all).textMap("Attributes").get(name));
    }

    Mailbox mailbox(String name) {
        return queues.find(SPACE.addon(), name).mailbox();
    }

    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private Call call(Map<String, Object> input) {
        return new Call(
                SPACE,
                new Key("key", "a1", "secret"),
                "http://host",
                "/",
                new Input(new HashMap<>(input)),
                new Later());
    }

    private final class Later implements Call.Later {
        @Override
        public void answer(Outcome outcome) {
            answers.add(outcome);
        }

        @Override
        public void refuse(Refusal refusal) {
            refusals.add(refusal);
        }

        @Override
        public boolean isBusy() {
            return false;
        }

        @Override
        public void whenGone(Runnable then) {
            gone.add(then);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
