package vektra.provider.s3.server;

import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Takes the end of a body, the line after its last chunk, which the library leaves unread. Jetty closes a connection with
 * something unread, and a client that was still sending that line would take it for a failure.
 */
final class WholeRequests extends Handler.Wrapper {
    private static final int FIRST_FAILURE = 400;

    WholeRequests(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                // of an upload that was refused there may be much to come
                if (response.getStatus() < FIRST_FAILURE) {
                    Content.Source.consumeAll(request, getCallback());
                } else {
                    super.succeeded();
                }
            }
        });
    }
}
