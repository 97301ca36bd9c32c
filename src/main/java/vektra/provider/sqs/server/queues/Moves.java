package vektra.provider.sqs.server.queues;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.wire.Refusal;

/** Messages on their way from a dead-letter queue back to where they came from, or to another queue. */
final class Moves {
    private static final int TICKS = 10;
    private static final int MOST_KEPT = 10;

    private final Queues queues;
    private final Waiting waiting;
    private final Predicate<String> open;
    /** The keys of the tasks that may be running. */
    private final Set<String> running = new LinkedHashSet<>();

    private int tick;

    /** @param open whether an add-on is not shut, as it is while it is copied */
    Moves(Queues queues, Waiting waiting, Predicate<String> open) {
        this.queues = queues;
        this.waiting = waiting;
        this.open = open;
        load();
        queues.ledger().whenReopened(this::load);
    }

    private void load() {
        running.clear();
        running.addAll(tasks().keyList());
    }

    private MVMap<String, byte[]> tasks() {
        return queues.ledger().named("moves");
    }

    Outcome start(Call call) {
        Queue source = queues.addressed(call, "SourceArn");
        Queue destination = call.input().has("DestinationArn") ? queues.addressed(call, "DestinationArn") : null;
        int rate = call.input().number(Move.RATE, 1, Move.MOST_PER_SECOND, Move.MOST_PER_SECOND);
        if (sources(source).isEmpty()) {
            throw Refusal.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        if (source.equals(destination)) {
            throw Refusal.invalid("Source and destination queues must not be the same.");
        }
        if (destination != null && destination.isFifo() != source.isFifo()) {
            throw Refusal.invalid("Source and destination queues must be of the same type.");
        }
        String account = call.space().account();
        Move move = begin(source, destination == null ? "" : destination.arn(account), source.arn(account), rate);
        return Outcome.done(Map.of("TaskHandle", move.handle()));
    }

    boolean isRunning(Queue source) {
        return of(source).stream().anyMatch(Move::isRunning);
    }

    private Move begin(Queue source, String destination, String arn, int rate) {
        if (isRunning(source)) {
            throw Refusal.queue(
                    "UnsupportedOperation",
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given"
                            + " time.");
        }
        Move move = Move.begun(source, arn, destination, rate, queues.time().now());
        save(move);
        running.add(move.key());
        of(source).stream().skip(MOST_KEPT).forEach(old -> tasks().remove(old.key()));
        return move;
    }

    /** Moves all messages of a queue back; how many there are. */
    long begin(Queue source, String arn) {
        begin(source, "", arn, Move.MOST_PER_SECOND);
        return source.mailbox().size();
    }

    private void save(Move move) {
        tasks().put(move.key(), move.bytes());
        queues.ledger().touched();
    }

    /** Of a queue that was deleted. */
    void forget(Queue source) {
        of(source).forEach(move -> tasks().remove(move.key()));
        queues.ledger().touched();
    }

    private List<Move> of(String addon) {
        return Keys.under(tasks(), addon).stream()
                .map(key -> Move.of(Ledger.held(tasks(), key)))
                .toList();
    }

    /** The latest first. */
    private List<Move> of(Queue source) {
        return of(source.addon()).stream()
                .filter(move -> move.source().equals(source.name()))
                .sorted(Comparator.comparingLong(Move::started).reversed())
                .toList();
    }

    /** The queues whose messages end in this one. */
    List<Queue> sources(Queue target) {
        return queues.of(target.addon()).values().stream()
                .filter(queue -> {
                    Redrive redrive = Redrive.of(Attributes.value(queue, Redrive.POLICY));
                    return redrive != null && redrive.target().name().equals(target.name());
                })
                .toList();
    }

    Outcome list(Call call) {
        Queue source = queues.addressed(call, "SourceArn");
        int most = call.input().number("MaxResults", 1, 10, 1);
        return Outcome.seen(Map.of(
                "Results", of(source).stream().limit(most).map(Move::shown).toList()));
    }

    Outcome cancel(Call call) {
        String handle = call.input().required("TaskHandle");
        for (Move move : of(call.space().addon())) {
            if (move.isRunning() && move.handle().equals(handle)) {
                cancel(move);
                return Outcome.done(move.left());
            }
        }
        throw Refusal.of("ResourceNotFoundException", "Task does not exist.");
    }

    private void cancel(Move move) {
        move.cancel();
        save(move);
    }

    /** No task of an add-on goes on. */
    void cancel(String addon) {
        of(addon).stream().filter(Move::isRunning).forEach(this::cancel);
    }

    /** Within the ledger's lock, ten times a second: moves some messages. */
    void goOn() {
        tick = (tick + 1) % TICKS;
        for (String key : List.copyOf(running)) {
            byte[] bytes = tasks().get(key);
            Move move = bytes == null ? null : Move.of(bytes);
            if (move == null || !move.isRunning()) {
                running.remove(key);
            } else if (open.test(move.addon())) {
                goOn(move);
            }
        }
    }

    private void goOn(Move move) {
        Queue source = queues.find(move.addon(), move.source());
        if (source == null) {
            fail(move, "AWS.SimpleQueueService.NonExistentQueue");
            return;
        }
        int rate = move.rate();
        // so that all ticks of a second add up to the rate
        int due = rate * (tick + 1) / TICKS - rate * tick / TICKS;
        if (due == 0) {
            return;
        }
        List<Message> taken = source.mailbox().takeOut(due);
        Set<Queue> targets = new LinkedHashSet<>();
        for (int i = 0; i < taken.size(); i++) {
            Queue target = target(source, taken.get(i), move.destination());
            if (target == null) {
                for (Message message : taken.subList(i, taken.size())) {
                    source.mailbox().add(message, 0);
                }
                fail(move, "CouldNotDetermineMessageSource");
                targets.forEach(waiting::look);
                return;
            }
            target.mailbox().add(taken.get(i).movedFrom("", queues.time().now()), 0);
            targets.add(target);
        }
        move.count(taken.size());
        if (taken.isEmpty()) {
            move.complete();
        }
        save(move);
        targets.forEach(waiting::look);
    }

    private void fail(Move move, String reason) {
        move.fail(reason);
        save(move);
    }

    private @Nullable Queue target(Queue source, Message message, @Nullable String destination) {
        Arn arn = Arn.of(destination == null ? message.source() : destination);
        List<Queue> sources = arn == null ? sources(source) : List.of();
        Queue target =
                arn != null ? queues.find(source.addon(), arn.name()) : sources.size() == 1 ? sources.get(0) : null;
        // a queue can be its own dead-letter queue: its messages would move forever
        return source.equals(target) ? null : target;
    }
}
