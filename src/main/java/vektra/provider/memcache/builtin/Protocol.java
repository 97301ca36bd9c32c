package vektra.provider.memcache.builtin;

/** One of the languages clients speak. */
interface Protocol {
    /** Takes one request, or its first line or header, from the input; false when it has not all come yet. */
    boolean next(Session session, Input in);
}
