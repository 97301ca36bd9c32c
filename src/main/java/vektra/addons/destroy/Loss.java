package vektra.addons.destroy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.name.AppName;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/**
 * What goes with an add-on that is destroyed.
 *
 * @param size of its data in bytes; null when its server does not say
 * @param attached the other apps that have it attached, sorted
 * @param keptUntil until when its backups are kept; null when they go with it
 */
public record Loss(
        Addon addon,
        @Nullable Long size,
        List<Backup> backups,
        List<AppName> attached,
        @Nullable Instant keptUntil) {
    /** Such as {@code orders and its data (7.4 MB) and its 2 backups (13.9 kB); attached to web as well}. */
    public String words() {
        List<String> words = new ArrayList<>();
        words.add(addon.name() + " and its data" + (size == null ? "" : " (" + Figure.size(size) + ")"));
        if (backupsGo()) {
            words.add("its " + counted());
        }
        String stay = backups.isEmpty() || backupsGo() ? "" : "; its " + keeps();
        return String.join(" and ", words) + stay + (attached.isEmpty() ? "" : "; attached to " + names() + " as well");
    }

    /** Whether it has backups, which go with it. */
    public boolean backupsGo() {
        return !backups.isEmpty() && keptUntil == null;
    }

    /** Such as {@code 2 backups (13.9 kB) are kept until 2026-12-28 14:00}; empty when none is. */
    public String keeps() {
        return backups.isEmpty() || keptUntil == null
                ? ""
                : counted() + (backups.size() == 1 ? " is" : " are") + " kept until " + Shown.time(keptUntil);
    }

    /** Such as {@code 2 backups (13.9 kB)}; empty when there are none. */
    public String counted() {
        long bytes = backups.stream().mapToLong(Backup::bytes).sum();
        return backups.isEmpty() ? "" : Shown.counted(backups.size(), "backup") + " (" + Figure.size(bytes) + ")";
    }

    private String names() {
        return attached.stream().map(AppName::value).collect(Collectors.joining(", "));
    }

    public static String words(List<Loss> losses) {
        return losses.stream().map(Loss::words).collect(Collectors.joining("; "));
    }
}
