package vektra.model.service;

import java.util.Arrays;
import java.util.List;

/**
 * The oldest version of each maintained branch without a known remote crash or takeover.
 *
 * @param least such as {@code 7.2.16} and {@code 7.4.11}: all numbers but the last name the branch
 */
public record SafeVersions(List<String> least) {
    public static SafeVersions of(String... least) {
        return new SafeVersions(List.of(least));
    }

    /** Whether a version is as new as that of its branch, or newer than all of them; false where it names no number. */
    public boolean cover(String version) {
        int[] asked = numbers(version);
        boolean newest = true;
        for (String entry : least) {
            int[] safe = numbers(entry);
            int branch = safe.length - 1;
            if (Arrays.equals(Arrays.copyOf(asked, branch), Arrays.copyOf(safe, branch))) {
                return Arrays.compare(asked, safe) >= 0;
            }
            newest &= Arrays.compare(asked, safe) > 0;
        }
        return newest && asked.length > 0;
    }

    /** The versions in words, such as {@code 7.2.16, 7.4.11}. */
    public String words() {
        return String.join(", ", least);
    }

    private static int[] numbers(String version) {
        String leading = version.replaceFirst("[^0-9.].*", "");
        return Arrays.stream(leading.split("\\.", -1))
                .filter(part -> part.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
