package vektra.cli.addons;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Options of a service as they are typed behind {@code --}: {@code --name value}, {@code --name=value} or {@code --name}. */
final class OptionWords {
    private OptionWords() {}

    /** Name to value, unchecked; one without a value is {@code true}. */
    static Map<String, String> read(List<String> words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                throw VektraException.invalid(
                        "unexpected argument " + Shown.quoted(word),
                        "options of the add-on's own server go at the end: -- --NAME VALUE");
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            String value = "true";
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
                value = words.get(++i);
            }
            if (options.put(name, value) != null) {
                throw VektraException.invalid("--" + Shown.plain(name) + " was given twice", "give it once");
            }
        }
        return options;
    }
}
