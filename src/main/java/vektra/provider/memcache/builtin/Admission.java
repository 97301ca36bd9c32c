package vektra.provider.memcache.builtin;

/** Whether a value that a client announces may come in. */
enum Admission {
    GRANTED,
    TOO_LARGE,
    OUT_OF_MEMORY
}
