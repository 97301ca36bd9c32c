package vektra.spi;

/** Receives each effect that a dry run would have. */
public interface Witness {
    /**
     * A real run would first end what a dead process left.
     *
     * @param command that process's, such as {@code addons:bind}
     */
    void settles(String command);

    /** A real run would put a file of the home right. */
    void tidies(Upkeep.Untidy file);

    /** A real run would write this to the store, which still reads as it is before it. */
    void writes(Snapshot before, Store.Write write);
}
