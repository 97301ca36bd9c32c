package vektra.provider.sqs.server.call;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.wire.Input;

/** What answers the requests of one service. */
public interface Engine {
    /** Its name in signatures and addresses. */
    String service();

    /** The namespace of its answers in XML. */
    String namespace();

    /** What carries an action out, within the ledger's lock; null when there is none of that name. */
    @Nullable
    Function<Call, @Nullable Outcome> action(String name);

    /** What carries an action out that needs no signature, within the ledger's lock; null when there is none. */
    default @Nullable Function<Input, Outcome> open(String name) {
        return null;
    }

    /** A text that everyone may read; null when there is none at that path. */
    default @Nullable String document(String path) {
        return null;
    }

    /** Within the ledger's lock: sends those away who wait and whose access keys no longer count. */
    void refuse();

    /** Within the ledger's lock: does what Vektra asks for. */
    Map<String, Object> administer(String question, Space space, Input input);

    /** Starts the work that no request asks for. */
    void start();
}
