package vektra.http;

import java.util.List;
import java.util.Locale;
import vektra.addons.Inventory;
import vektra.model.Attachment;

/** What words mean in an app. */
final class Words {
    private Words() {}

    /** By its name in any case, its id, or a config var that it set. */
    static boolean areOf(Attachment attachment, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return attachment.name().value().equals(upper.replace('-', '_'))
                || attachment.id().value().equals(text)
                || attachment.vars().containsKey(upper);
    }

    /** The add-ons of a service, or of a plan of it. */
    static List<Inventory.Row> ofService(List<Inventory.Row> rows, String text) {
        return rows.stream()
                .filter(row -> row.addon().service().value().equals(text)
                        || row.addon().fullPlan().equals(text))
                .toList();
    }
}
