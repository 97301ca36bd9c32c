package vektra.logs.line;

/** A source of lines inside the router's own process, such as a listener. */
public interface Input extends AutoCloseable {
    /** Whether the router must go on for it without a connection. */
    boolean lasting();

    /** Takes in no more; what came before is handed over. */
    @Override
    void close();
}
