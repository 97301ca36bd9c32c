package vektra.monitors.run;

import java.util.regex.Pattern;

/** Looks for a pattern, but not longer than is reasonable: some expressions take years. */
final class Matching {
    private static final long LONGEST_NANOS = 2_000_000_000L;
    private static final int LOOK_EVERY = 1 << 12;

    private Matching() {}

    /** It took too long. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static boolean found(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Limited(text, System.nanoTime() + LONGEST_NANOS))
                    .find();
        } catch (StackOverflowError e) {
            throw new TooSlow();
        }
    }

    /** A text that is not read any more once the time is over. */
    private static final class Limited implements CharSequence {
        private final CharSequence text;
        private final long end;
        private int reads;

        private Limited(CharSequence text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            if (reads % LOOK_EVERY == 0 && System.nanoTime() - end > 0) {
                throw new TooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int behind) {
            return text.subSequence(start, behind);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
