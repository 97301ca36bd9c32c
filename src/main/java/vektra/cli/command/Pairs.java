package vektra.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Words that give a name a value, such as {@code backup=3}. */
public final class Pairs {
    private Pairs() {}

    /**
     * The values by their names; a name that is given twice is INVALID.
     *
     * @param wrong what is said of another word
     */
    public static Map<String, String> of(List<String> words, Function<String, VektraException> wrong) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw wrong.apply(word);
            }
            String name = word.substring(0, equals);
            if (pairs.put(name, word.substring(equals + 1)) != null) {
                throw VektraException.invalid(Shown.plain(name) + " was given twice", "give it once");
            }
        }
        return pairs;
    }
}
