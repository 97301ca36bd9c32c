package vektra.model;

import org.jspecify.annotations.Nullable;

/** A failure that a user can understand: what was wrong, and what to type next. Never holds a secret. */
public final class VektraException extends RuntimeException {
    private final Kind kind;
    private final @Nullable String hint;
    private final boolean answered;

    /**
     * @param message one line without a full stop: what was wrong
     * @param hint one line: what was expected or what to type next; null when there is nothing to add
     */
    public VektraException(Kind kind, String message, @Nullable String hint) {
        this(kind, message, hint, null);
    }

    public VektraException(Kind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
        this(kind, message, hint, cause, false);
    }

    private VektraException(
            Kind kind, String message, @Nullable String hint, @Nullable Throwable cause, boolean answered) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
        this.answered = answered;
    }

    public static VektraException invalid(String message, @Nullable String hint) {
        return new VektraException(Kind.INVALID, message, hint);
    }

    public static VektraException notFound(String message, @Nullable String hint) {
        return new VektraException(Kind.NOT_FOUND, message, hint);
    }

    public static VektraException conflict(String message, @Nullable String hint) {
        return new VektraException(Kind.CONFLICT, message, hint);
    }

    public static VektraException unavailable(String message, @Nullable String hint, @Nullable Throwable cause) {
        return new VektraException(Kind.UNAVAILABLE, message, hint, cause);
    }

    /** A server that is there and refuses its work, so that waiting for it does not help: UNAVAILABLE, too. */
    public static VektraException refused(String message, @Nullable String hint, @Nullable Throwable cause) {
        return new VektraException(Kind.UNAVAILABLE, message, hint, cause, true);
    }

    /** Whether it is the answer of a server, which will not be another one later. */
    public boolean answered() {
        return answered;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String hint() {
        return hint;
    }
}
