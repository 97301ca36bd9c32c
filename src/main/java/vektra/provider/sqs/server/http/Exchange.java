package vektra.provider.sqs.server.http;

/** Where the answer to a request goes, sooner or later, by any thread. */
public interface Exchange {
    /** Only the first answer counts. */
    void answer(Response response);

    /** Has something done, by any thread, when the client goes away before it is answered. */
    void whenGone(Runnable then);
}
