package vektra.store.format;

/** A file is not what it should be; the message says where and never repeats a value, which may be a secret. */
public final class Malformed extends RuntimeException {
    Malformed(String message) {
        super(message);
    }
}
