package vektra.model.service;

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
        VersionNumber asked = new VersionNumber(version);
        boolean newest = true;
        for (String entry : least) {
            VersionNumber safe = new VersionNumber(entry);
            int branch = safe.size() - 1;
            if (asked.first(branch).equals(safe.first(branch))) {
                return asked.compareTo(safe) >= 0;
            }
            newest &= asked.compareTo(safe) > 0;
        }
        return newest && asked.isKnown();
    }

    /** The versions in words, such as {@code 7.2.16, 7.4.11}. */
    public String words() {
        return String.join(", ", least);
    }
}
