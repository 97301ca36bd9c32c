package vektra.provider.sqs.server.http;

/** Bytes that are no request; the connection is good for nothing afterwards. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Malformed(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
