package vektra.model.addon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Figure;
import vektra.model.text.Text;

/**
 * What an action found or did.
 *
 * @param message one sentence, which is shown as it is, without a full stop
 * @param rows each column name to a figure, in order; every row has the same columns; empty when there is nothing to list
 */
public record ActionResult(Text message, List<Map<String, Figure>> rows) {
    public ActionResult(CharSequence message, List<Map<String, Figure>> rows) {
        this(Text.of(message), rows);
    }

    public static ActionResult done(CharSequence message) {
        return new ActionResult(message, List.of());
    }

    /** A row for each figure, with its name. */
    public static ActionResult figures(String message, Map<String, Figure> figures) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        figures.forEach((name, figure) -> {
            Map<String, Figure> row = new LinkedHashMap<>();
            row.put("figure", Figure.of(name));
            row.put("value", figure);
            rows.add(row);
        });
        return new ActionResult(message, rows);
    }

    /**
     * The rows for programs: each column name to a number, a text, a truth value or null. A row with a number of bytes,
     * seconds or percent names that as its {@code unit}.
     */
    public List<Map<String, @Nullable Object>> data() {
        return rows.stream().map(ActionResult::data).toList();
    }

    private static Map<String, @Nullable Object> data(Map<String, Figure> row) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        row.forEach((column, figure) -> {
            data.put(column, figure.plain());
            if (column.equals("value")) {
                data.put("unit", figure.unit() == null ? null : figure.unit().word());
            }
        });
        return data;
    }
}
