package vektra.provider.sqs.server.queues;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.call.Engine;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Input;

public final class QueueEngine implements Engine {
    private final Ledger ledger;
    private final Queues queues;
    private final Waiting waiting;
    private final Moves moves;
    private final QueueApi api;
    private final Administration administration;

    /** The work that failed when it was attempted last; touched by the clock's thread only. */
    private final Set<String> failing = new HashSet<>();

    /**
     * @param allowance throws when the access key of a call no longer counts
     * @param open whether an add-on is not shut
     */
    public QueueEngine(Ledger ledger, Time time, Consumer<Call> allowance, Predicate<String> open) {
        this.ledger = ledger;
        queues = new Queues(ledger, time);
        waiting = new Waiting(queues);
        moves = new Moves(queues, waiting, open);
        Sending sending = new Sending(queues, waiting);
        api = new QueueApi(queues, waiting, moves, sending, new Receiving(queues, waiting, allowance));
        administration = new Administration(queues, moves, sending);
    }

    @Override
    public String service() {
        return "sqs";
    }

    @Override
    public String namespace() {
        return "http://queue.amazonaws.com/doc/2012-11-05/";
    }

    @Override
    public @Nullable Function<Call, @Nullable Outcome> action(String name) {
        return api.action(name);
    }

    @Override
    public void refuse() {
        waiting.refuse();
    }

    @Override
    public Map<String, Object> administer(String question, Space space, Input input) {
        return administration.answer(question, space, input);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // they run until the process ends
    public void start() {
        Thread thread = new Thread(waiting, "waiting");
        thread.setDaemon(true);
        thread.start();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "clock");
            daemon.setDaemon(true);
            return daemon;
        });
        clock.scheduleWithFixedDelay(() -> attempt("moving", this::move), 100, 100, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(() -> attempt("expiring", this::expire), 1, 1, TimeUnit.SECONDS);
    }

    private void move() {
        ledger.with(() -> {
            moves.goOn();
            return moves;
        });
    }

    private void expire() {
        for (Queue queue : ledger.with(queues::each)) {
            boolean more = true;
            while (more) {
                more = ledger.with(() -> queues.find(queue.addon(), queue.name()) == queue
                        && queue.mailbox().expire(queue.retention()));
            }
        }
    }

    /** The disk may fail, and come back: each failure is reported once. */
    private void attempt(String what, Runnable work) {
        try {
            work.run();
            failing.remove(what);
        } catch (RuntimeException e) {
            if (failing.add(what)) {
                System.getLogger(QueueEngine.class.getName())
                        .log(System.Logger.Level.WARNING, "{0} messages failed: {1}", what, e.toString());
            }
        }
    }
}
