package vektra.model.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A line for users in which what they can do is data: beside words, verbs with their arguments ({@link Next}) and inputs
 * of the request in hand ({@link Input}). Each face says those in its own terms; as characters they are what is typed on
 * the command line, which is also what logs show.
 */
public final class Text implements CharSequence {
    /** What a line is made of. */
    public sealed interface Part permits Words, Next, Input {}

    /** What reads the same everywhere. */
    public record Words(String words) implements Part {
        @Override
        public String toString() {
            return words;
        }
    }

    private final List<Part> parts;
    private final String typed;

    private Text(List<Part> parts) {
        this.parts = List.copyOf(parts);
        StringBuilder all = new StringBuilder();
        parts.forEach(all::append);
        this.typed = all.toString();
    }

    /** The pieces one after the other, as {@code +} would put them, but for parts and texts, which stay data. */
    public static Text of(Object... pieces) {
        List<Part> parts = new ArrayList<>();
        for (Object piece : pieces) {
            if (piece instanceof Text text) {
                parts.addAll(text.parts);
            } else {
                parts.add(piece instanceof Part part ? part : new Words(String.valueOf(piece)));
            }
        }
        return new Text(parts);
    }

    /** The pieces with words between them. */
    public static Text joined(String between, List<? extends CharSequence> pieces) {
        List<Object> all = new ArrayList<>();
        for (CharSequence piece : pieces) {
            if (!all.isEmpty()) {
                all.add(between);
            }
            all.add(piece);
        }
        return of(all.toArray());
    }

    public List<Part> parts() {
        return parts;
    }

    @Override
    public int length() {
        return typed.length();
    }

    @Override
    public char charAt(int index) {
        return typed.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return typed.subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return typed;
    }
}
