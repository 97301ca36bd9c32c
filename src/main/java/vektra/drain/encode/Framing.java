package vektra.drain.encode;

/** How the end of a message is known on a connection. */
public enum Framing {
    /** The count of its bytes comes first, as RFC 5425 wants it. */
    OCTET,
    /** As OCTET, and a line feed within the count, as Heroku sends it. */
    OCTET_LF,
    /** A line feed ends it. */
    LF;

    Escapes escapes(boolean keep) {
        return this == LF ? Escapes.line(keep) : Escapes.counted(keep);
    }
}
