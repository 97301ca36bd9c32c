package vektra.bench;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bench was called.
 *
 * @param messages how many frames a router gets in a round
 * @param only the one part to measure; null for all
 * @param keep whether the table goes into the documentation
 */
record Options(int rounds, int messages, @Nullable String only, boolean keep) {
    private static final int MESSAGES = 2_000_000;

    static Options parse(List<String> words, Suite suite) {
        int rounds = suite.rounds();
        int messages = MESSAGES;
        String only = null;
        boolean keep = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--rounds" -> rounds = number(word, rest);
                case "--messages" -> messages = number(word, rest);
                case "--only" -> only = part(suite.parts(), value(word, rest));
                case "--keep" -> keep = true;
                default -> throw new IllegalArgumentException("no option '" + word + "'");
            }
        }
        if (keep && only != null) {
            throw new IllegalArgumentException("--keep needs all parts, and --only leaves some out");
        }
        return new Options(rounds, messages, only, keep);
    }

    boolean wants(String part) {
        return only == null || only.equals(part);
    }

    private static String part(List<String> parts, String name) {
        if (!parts.contains(name)) {
            throw new IllegalArgumentException("no part '" + name + "' here; there are " + String.join(", ", parts));
        }
        return name;
    }

    private static int number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + " needs a number above 0, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
