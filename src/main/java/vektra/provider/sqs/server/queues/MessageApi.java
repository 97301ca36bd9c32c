package vektra.provider.sqs.server.queues;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Batch;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** What clients can ask of messages, besides receiving them. */
final class MessageApi {
    private final Queues queues;
    private final Waiting waiting;
    private final Sending sending;

    MessageApi(Queues queues, Waiting waiting, Sending sending) {
        this.queues = queues;
        this.waiting = waiting;
        this.sending = sending;
    }

    void register(Map<String, Function<Call, @Nullable Outcome>> actions) {
        actions.put("SendMessage", this::send);
        actions.put("SendMessageBatch", this::sendAll);
        actions.put("DeleteMessage", this::delete);
        actions.put("DeleteMessageBatch", this::deleteAll);
        actions.put("ChangeMessageVisibility", this::show);
        actions.put("ChangeMessageVisibilityBatch", this::showAll);
    }

    private Outcome send(Call call) {
        return Outcome.done(sending.send(queues.named(call), call.key().accessKey(), call.input()));
    }

    private Outcome sendAll(Call call) {
        Queue queue = queues.named(call);
        Batch batch = Batch.of(call.input());
        long size = 0;
        for (Input entry : batch.entries()) {
            size += Message.size(entry, "MessageBody");
        }
        if (size > Attributes.LARGEST_MESSAGE) {
            throw Refusal.queue(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + Attributes.LARGEST_MESSAGE + " bytes. You have sent "
                            + size + " bytes.");
        }
        Map<String, Object> results = batch.each(
                entry -> sending.send(queue, sending.ready(queue, call.key().accessKey(), entry)));
        waiting.look(queue);
        return Outcome.done(results);
    }

    private Outcome delete(Call call) {
        queues.named(call).mailbox().delete(call.input().required("ReceiptHandle"));
        queues.ledger().touched();
        return Outcome.done();
    }

    private Outcome deleteAll(Call call) {
        Queue queue = queues.named(call);
        return Outcome.done(Batch.of(call.input()).each(entry -> {
            queue.mailbox().delete(entry.required("ReceiptHandle"));
            return Map.of();
        }));
    }

    private Outcome show(Call call) {
        Queue queue = queues.named(call);
        show(queue, call.input());
        waiting.look(queue);
        return Outcome.done();
    }

    private static void show(Queue queue, Input in) {
        String handle = in.required("ReceiptHandle");
        in.required("VisibilityTimeout");
        queue.mailbox().changeVisibility(handle, in.number("VisibilityTimeout", 0, Mailbox.LONGEST_VISIBILITY, 0));
    }

    private Outcome showAll(Call call) {
        Queue queue = queues.named(call);
        Map<String, Object> results = Batch.of(call.input()).each(entry -> {
            show(queue, entry);
            return Map.of();
        });
        waiting.look(queue);
        return Outcome.done(results);
    }
}
