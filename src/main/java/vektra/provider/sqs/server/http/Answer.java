package vektra.provider.sqs.server.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer that a request will get, or a client that does not wait for it. */
final class Answer implements Exchange {
    private final AtomicBoolean given = new AtomicBoolean();
    private final Consumer<Response> to;
    private @Nullable Runnable whenGone;
    private boolean gone;

    Answer(Consumer<Response> to) {
        this.to = to;
    }

    @Override
    public void answer(Response response) {
        if (given.compareAndSet(false, true)) {
            to.accept(response);
        }
    }

    @Override
    public void whenGone(Runnable then) {
        synchronized (this) {
            whenGone = then;
            if (!gone) {
                return;
            }
        }
        then.run();
    }

    /** The client is gone. */
    void abandon() {
        Runnable then;
        synchronized (this) {
            gone = true;
            then = whenGone;
        }
        if (then != null && given.compareAndSet(false, true)) {
            then.run();
        }
    }
}
