package vektra.model.name;

import org.jspecify.annotations.Nullable;

/**
 * A text that was checked to be of one kind: equal to the same text of the same kind, and sorted by it. A class and not a
 * record each, since what records are compared by is linked at run time, and every start would pay for that.
 *
 * @param <N> the kind
 */
public abstract class Name<N extends Name<N>> implements Comparable<N> {
    private final String value;

    Name(String value) {
        this.value = value;
    }

    public final String value() {
        return value;
    }

    @Override
    public final int compareTo(N other) {
        return value.compareTo(other.value());
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Name<?> that && that.getClass() == getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}
