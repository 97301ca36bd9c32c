package vektra.provider.sqs.server.http;

/** What answers requests; it may do so after it has returned. */
public interface Handler {
    void handle(Request request, Exchange exchange);
}
