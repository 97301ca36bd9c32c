package vektra.provider.s3.server;

import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Takes what the library leaves unread of a body: the line after its last chunk, or all of one that it refuses. Jetty
 * closes a connection with something unread, and a client that was still sending would see that and no answer.
 */
final class WholeRequests extends Handler.Wrapper {
    private static final int FIRST_FAILURE = 400;

    /** Of an upload that was refused there may be much to come. */
    private static final int MOST_OF_A_REFUSED_ONE = 1 << 20;

    WholeRequests(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                long length = request.getLength();
                boolean little = length >= 0 && length <= MOST_OF_A_REFUSED_ONE;
                if (little || response.getStatus() < FIRST_FAILURE) {
                    Content.Source.consumeAll(request, getCallback());
                } else {
                    super.succeeded();
                }
            }
        });
    }
}
