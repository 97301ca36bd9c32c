package vektra.model.service;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The numbers of a version.
 *
 * @param text as the software says it, such as {@code 17.11}, or the beginning of that; what names no number is less than all others
 */
public record VersionNumber(String text) implements Comparable<VersionNumber> {
    private int[] numbers() {
        String leading = text.replaceFirst("[^0-9.].*", "");
        return Arrays.stream(leading.split("\\.", -1))
                .filter(part -> part.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Whether it names a number. */
    public boolean isKnown() {
        return numbers().length > 0;
    }

    /** So many of its numbers, from the first on. */
    public List<Integer> first(int count) {
        return Arrays.stream(numbers()).limit(count).boxed().toList();
    }

    /** The same as text, such as 10.11 of 10.11.14. */
    public String beginning(int count) {
        return first(count).stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** Whether it begins with all the numbers of another, as 17.11 does with those of 17. */
    public boolean isOf(VersionNumber other) {
        int[] all = other.numbers();
        return all.length > 0 && first(all.length).equals(other.first(all.length));
    }

    /** How many numbers it has. */
    public int size() {
        return numbers().length;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return Arrays.compare(numbers(), other.numbers());
    }
}
