package vektra.cli.monitors;

import java.util.List;
import java.util.Locale;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.run.Lines;

/** The value of {@code --log-format}. */
final class LogForm {
    static final String NAME = "--log-format";
    static final String HELP = "vektra or ferret: how lines are shown, and shipped to drains (default: vektra)";

    private LogForm() {}

    static Lines.Form of(String word) {
        List<String> known = List.of("vektra", "ferret");
        if (!known.contains(word)) {
            throw VektraException.invalid("no log format called " + Shown.quoted(word), Nearest.hint(word, known));
        }
        return Lines.Form.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
