package vektra.model.text;

import org.jspecify.annotations.Nullable;

/** A failure that a user can understand: what was wrong, and what to type next. Never holds a secret. */
public final class VektraException extends RuntimeException {
    private final Kind kind;
    private final Text text;
    private final @Nullable Text hint;
    private final boolean answered;

    /**
     * @param message one line without a full stop: what was wrong
     * @param hint one line: what was expected or what to type next; null when there is nothing to add
     */
    public VektraException(Kind kind, CharSequence message, @Nullable CharSequence hint) {
        this(kind, message, hint, null);
    }

    public VektraException(Kind kind, CharSequence message, @Nullable CharSequence hint, @Nullable Throwable cause) {
        this(kind, message, hint, cause, false);
    }

    private VektraException(
            Kind kind, CharSequence message, @Nullable CharSequence hint, @Nullable Throwable cause, boolean answered) {
        super(message.toString(), cause);
        this.kind = kind;
        this.text = Text.of(message);
        this.hint = hint == null ? null : Text.of(hint);
        this.answered = answered;
    }

    public static VektraException invalid(CharSequence message, @Nullable CharSequence hint) {
        return new VektraException(Kind.INVALID, message, hint);
    }

    public static VektraException notFound(CharSequence message, @Nullable CharSequence hint) {
        return new VektraException(Kind.NOT_FOUND, message, hint);
    }

    public static VektraException conflict(CharSequence message, @Nullable CharSequence hint) {
        return new VektraException(Kind.CONFLICT, message, hint);
    }

    public static VektraException unavailable(
            CharSequence message, @Nullable CharSequence hint, @Nullable Throwable cause) {
        return new VektraException(Kind.UNAVAILABLE, message, hint, cause);
    }

    /** A server that is there and refuses its work, so that waiting for it does not help: UNAVAILABLE, too. */
    public static VektraException refused(
            CharSequence message, @Nullable CharSequence hint, @Nullable Throwable cause) {
        return new VektraException(Kind.UNAVAILABLE, message, hint, cause, true);
    }

    /** Whether it is the answer of a server, which will not be another one later. */
    public boolean answered() {
        return answered;
    }

    public Kind kind() {
        return kind;
    }

    /** The message, in which what can be typed is data. */
    public Text text() {
        return text;
    }

    /** What to do next, as it is typed on the command line. */
    public @Nullable String hint() {
        return hint == null ? null : hint.toString();
    }

    /** What to do next, as data. */
    public @Nullable Text next() {
        return hint;
    }
}
