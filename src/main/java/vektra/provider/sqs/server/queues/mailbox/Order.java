package vektra.provider.sqs.server.queues.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which messages of a queue are received next. */
interface Order {
    void added(long number, String group, @Nullable State state);

    /** Those that can be received now, in their order. */
    List<Long> available(long now, int most);

    /** The state of a message has changed. */
    void changed(long number, String group, @Nullable State before, State after);

    void removed(long number, String group, @Nullable State state);

    /** All changes of a request are made. */
    void settle(long now);

    /** How many were received and are not visible yet. */
    long hidden(long now);

    long delayed(long now);

    /** When the next message becomes visible after that time; {@link Long#MAX_VALUE} when none will. */
    long next(long now);

    void clear();
}
