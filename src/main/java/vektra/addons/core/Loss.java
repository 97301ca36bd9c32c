package vektra.addons.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AppName;
import vektra.model.Backup;
import vektra.model.Figure;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;

/**
 * What goes with an add-on that is destroyed.
 *
 * @param size of its data in bytes; null when its server does not say
 * @param attached the other apps that have it attached, sorted
 */
public record Loss(Addon addon, @Nullable Long size, List<Backup> backups, List<AppName> attached) {
    public static Loss of(Installation home, Addon addon, List<AppName> attached) {
        return new Loss(
                addon,
                addon.isReady() ? size(home, addon) : null,
                home.shelf().list(addon.resource().id()),
                attached);
    }

    /** A server that is down is not started to be asked. */
    private static @Nullable Long size(Installation home, Addon addon) {
        try {
            Server server = home.lookup().serverOf(addon);
            AddonProvider provider = home.providers().of(addon.service());
            boolean asked = !server.managed() || home.launcher().looksAlive(server);
            return asked
                    ? Optional.ofNullable(provider.inspect(server, addon.resource())
                                    .figures()
                                    .get("size"))
                            .map(figure -> (Long) figure.value())
                            .orElse(null)
                    : null;
        } catch (VektraException e) {
            return null;
        }
    }

    /** Such as {@code orders and its data (7.4 MB) and its 2 backups (13.9 kB); attached to web as well}. */
    public String words() {
        List<String> words = new ArrayList<>();
        words.add(addon.name() + " and its data" + (size == null ? "" : " (" + Figure.size(size) + ")"));
        if (!backups.isEmpty()) {
            words.add("its " + counted());
        }
        return String.join(" and ", words) + (attached.isEmpty() ? "" : "; attached to " + names() + " as well");
    }

    /** Such as {@code 2 backups (13.9 kB)}; empty when there are none. */
    public String counted() {
        long bytes = backups.stream().mapToLong(Backup::bytes).sum();
        return backups.isEmpty()
                ? ""
                : backups.size() + (backups.size() == 1 ? " backup" : " backups") + " (" + Figure.size(bytes) + ")";
    }

    private String names() {
        return attached.stream().map(AppName::value).collect(Collectors.joining(", "));
    }

    public static String words(List<Loss> losses) {
        return losses.stream().map(Loss::words).collect(Collectors.joining("; "));
    }
}
