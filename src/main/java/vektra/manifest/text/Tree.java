package vektra.manifest.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a file: a text, a list, or a map. Every scalar is a text, so that {@code 1.10} and {@code no} stay what they are. */
public sealed interface Tree {
    Position at();

    /** What it is, for messages. */
    String kind();

    /**
     * One value.
     *
     * @param quoted whether it stood in quotes, so that an empty one is a value and not a missing one
     */
    record Scalar(Position at, String text, boolean quoted) implements Tree {
        @Override
        public String kind() {
            return isNothing() ? "nothing" : "a text";
        }

        /** Whether it says that there is no value. */
        public boolean isNothing() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A list. */
    record Items(Position at, List<Tree> all) implements Tree {
        public Items {
            all = List.copyOf(all);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map, in the order of the file. */
    record Fields(Position at, Map<String, Field> all) implements Tree {
        public Fields {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /** A key with its value; the position is that of the key. */
    record Field(Position at, Tree value) {}
}
