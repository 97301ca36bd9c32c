package vektra.spi;

/** Where long work tells how it goes; a terminal shows it, a pipe does not. */
public interface Progress {
    /**
     * Tells what is being done now.
     *
     * @param doing such as {@code unpacking TITLE 17.11}
     */
    void doing(String doing);

    /** Something the user must know although the work goes on; always shown, on stderr. */
    void warn(String message);
}
