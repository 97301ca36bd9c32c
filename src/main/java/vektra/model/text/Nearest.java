package vektra.model.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a mistyped name most likely means. */
public final class Nearest {
    private Nearest() {}

    /** The known word at the smallest edit distance, when that is at most a third of its length (and at least 1). */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** What to say of a word that is not known: the one that it most likely means, and which are known, in their order. */
    public static String hint(String typed, Collection<String> known) {
        return hint(to(typed, known), known);
    }

    /** The same where the caller knows what is most likely meant. */
    public static String hint(Optional<String> meant, Collection<String> known) {
        String all = "nown: " + String.join(", ", known);
        return meant.map(near -> asked(near) + " K" + all).orElse("k" + all);
    }

    /** Asks for the word that is most likely meant; for words that are too many to list. */
    public static Optional<CharSequence> question(String typed, Collection<String> known) {
        return to(typed, known).map(Nearest::asked);
    }

    private static String asked(String near) {
        return "did you mean " + near + "?";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
