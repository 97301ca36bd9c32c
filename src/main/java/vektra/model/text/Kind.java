package vektra.model.text;

/** What sort of failure a {@link VektraException} is; each face maps it to its own codes. */
public enum Kind {
    /** The request itself is wrong: usage, a malformed name, an unknown option. */
    INVALID,
    /** The thing named does not exist. */
    NOT_FOUND,
    /** It exists, but its state forbids the request, or a confirmation is missing. */
    CONFLICT,
    /** A server, the network or the disk did not do its part. */
    UNAVAILABLE,
    /** Several targets, and not all of them were done. */
    PARTIAL
}
