package vektra.model.text;

/** The destination of a drain will never take what was sent last: repeating it would only hold up the rest. */
public final class RejectedException extends Exception {
    private final int lines;

    /**
     * @param message what the destination said
     * @param lines how many lines were sent
     */
    public RejectedException(String message, int lines) {
        super(message);
        this.lines = lines;
    }

    /** How many lines were sent, and are lost. */
    public int lines() {
        return lines;
    }
}
