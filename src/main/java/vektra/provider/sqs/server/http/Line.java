package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** How bytes travel between a connection and its client: as they are, or encrypted. */
interface Line {
    ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Takes bytes as they came and hands over what they say; false once the client has said that no more comes. */
    boolean take(ByteBuffer came, Consumer<ByteBuffer> to) throws IOException;

    /** Writes what the client takes at once; whether that was all, also of what was written before. */
    boolean write(ByteBuffer from) throws IOException;

    /** Nothing more is written. */
    void end() throws IOException;

    boolean isSecure();

    /** Whether it takes nothing now, since something is worked out elsewhere. */
    boolean isBusy();

    /** Whether something has begun to come that is not whole. */
    boolean isPartway();

    /** Whether something is left to be written that no answer is waiting for. */
    boolean isBlocked();

    /** How much memory it takes. */
    long held();
}
