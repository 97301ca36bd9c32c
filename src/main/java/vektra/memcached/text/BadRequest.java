package vektra.memcached.text;

/** A request that is answered with an error line, which is the message. */
final class BadRequest extends RuntimeException {
    static final String FORMAT = "CLIENT_ERROR bad command line format";
    static final String NOT_NUMERIC = "CLIENT_ERROR cannot increment or decrement non-numeric value";

    BadRequest(String answer) {
        // no stack trace: a client's mistake is nothing to look into, and clients can make many a second
        super(answer, null, false, false);
    }

    String answer() {
        return String.valueOf(getMessage());
    }
}
