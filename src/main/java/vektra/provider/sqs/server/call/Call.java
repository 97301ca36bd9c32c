package vektra.provider.sqs.server.call;

import java.util.Map;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * A request whose signature is right.
 *
 * @param base such as {@code http://host:port}, as the client calls the server
 */
public record Call(Space space, Key key, String base, String path, Input input, Later later) {
    /** Where an answer goes that is not there at once. */
    public interface Later {
        void answer(Outcome outcome);

        void refuse(Refusal refusal);

        /** Whether so many answers are being written that another should wait. */
        boolean isBusy();

        /** Has something done when the client goes away before. */
        void whenGone(Runnable then);
    }

    /**
     * What a request brought about.
     *
     * @param durable whether the answer waits until all changes are on disk
     */
    public record Outcome(Map<String, Object> result, boolean durable) {
        public static Outcome seen(Map<String, Object> result) {
            return new Outcome(result, false);
        }

        public static Outcome done(Map<String, Object> result) {
            return new Outcome(result, true);
        }

        public static Outcome done() {
            return done(Map.of());
        }
    }
}
