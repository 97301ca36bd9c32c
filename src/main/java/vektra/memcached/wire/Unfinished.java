package vektra.memcached.wire;

/** A request that goes on after its first line or header: a value to read, bytes to skip, a list of keys to answer. */
public interface Unfinished {
    /** Does what input and room for output allow; true when the request is done. */
    public boolean advance(Input in);

    /** The connection is gone. */
    default void abandon() {}
}
