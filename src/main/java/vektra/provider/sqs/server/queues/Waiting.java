package vektra.provider.sqs.server.queues;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Long polls: one thread serves them all. */
final class Waiting implements Runnable {
    private static final long REST = 1000;
    private static final long SOON = 20;

    private final Queues queues;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final Set<Queue> looking = new HashSet<>();
    private long planned = Long.MAX_VALUE;

    /** One request that waits. */
    interface Receiver {
        /** Until when, in the time of the queues. */
        long deadline();

        /** Answers with what is there, or at the deadline with nothing; whether that is done. */
        boolean serve();

        /** Answers with a refusal when its access key no longer counts; whether that is done. */
        boolean refuse();
    }

    Waiting(Queues queues) {
        this.queues = queues;
    }

    /** Within the ledger's lock: waits for messages of a queue. */
    void add(Queue queue, Receiver receiver) {
        queue.receivers().add(receiver);
        plan(Math.min(receiver.deadline(), queue.mailbox().next()));
    }

    /** Within the ledger's lock: there may be messages now, for as many as want them. */
    void look(Queue queue) {
        // messages that move on to other queues may lead back here
        if (!looking.add(queue)) {
            plan(queues.time().now());
            return;
        }
        try {
            while (!queue.receivers().isEmpty()) {
                Receiver first = queue.receivers().getFirst();
                if (!first.serve()) {
                    plan(queue.mailbox().next());
                    return;
                }
                queue.receivers().remove(first);
            }
        } finally {
            looking.remove(queue);
        }
    }

    /** Within the ledger's lock: those whose access keys no longer count are sent away. */
    void refuse() {
        queues.each().forEach(queue -> queue.receivers().removeIf(Receiver::refuse));
    }

    /** Within the ledger's lock: looks again soon. */
    void again() {
        plan(queues.time().now() + SOON);
    }

    /** Within the ledger's lock: how many wait for messages of an add-on. */
    int of(String addon) {
        return queues.of(addon).values().stream()
                .mapToInt(queue -> queue.receivers().size())
                .sum();
    }

    private void plan(long when) {
        lock.lock();
        try {
            if (when < planned) {
                planned = when;
                sooner.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                await();
                plan(attempt());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When to serve next. The disk may fail, and is there again later. */
    private long attempt() {
        try {
            return queues.ledger().with(this::serveAll);
        } catch (RuntimeException e) {
            System.getLogger(Waiting.class.getName())
                    .log(System.Logger.Level.WARNING, "requests that wait could not be answered: {0}", e.toString());
            return queues.time().now() + REST;
        }
    }

    private void await() throws InterruptedException {
        lock.lock();
        try {
            long rest = Math.min(planned - queues.time().now(), REST);
            while (rest > 0) {
                sooner.await(rest, TimeUnit.MILLISECONDS);
                rest = Math.min(planned - queues.time().now(), REST);
                if (planned == Long.MAX_VALUE) {
                    rest = REST;
                }
            }
            planned = Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    private long serveAll() {
        Collection<Queue> all = queues.each();
        long next = Long.MAX_VALUE;
        for (Queue queue : all) {
            if (!queue.receivers().isEmpty()) {
                look(queue);
                for (Receiver each : queue.allReceivers()) {
                    if (each.deadline() <= queues.time().now() && each.serve()) {
                        queue.receivers().remove(each);
                    }
                }
                for (Receiver each : queue.receivers()) {
                    next = Math.min(next, each.deadline());
                }
                next = queue.receivers().isEmpty()
                        ? next
                        : Math.min(next, queue.mailbox().next());
            }
        }
        return next;
    }
}
