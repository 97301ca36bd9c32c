package vektra.memcached.wire;

/** One of the languages clients speak. */
public interface Protocol {
    /** Takes one request, or its first line or header, from the input; false when it has not all come yet. */
    public boolean next(Session session, Input in);
}
