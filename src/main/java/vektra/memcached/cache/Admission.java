package vektra.memcached.cache;

/** Whether a value that a client announces may come in. */
public enum Admission {
    GRANTED,
    TOO_LARGE,
    OUT_OF_MEMORY
}
