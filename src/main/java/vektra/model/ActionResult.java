package vektra.model;

import java.util.List;
import java.util.Map;

/**
 * What an action found or did.
 *
 * @param message one sentence without a full stop
 * @param rows each column name to text, in order; every row has the same columns; empty when there is nothing to list
 */
public record ActionResult(String message, List<Map<String, String>> rows) {
    public static ActionResult done(String message) {
        return new ActionResult(message, List.of());
    }
}
