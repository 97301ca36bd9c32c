package vektra.addons.services;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.service.VersionNumber;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher.Bundled;

/**
 * From which version a server goes to which, decided from what this machine could run.
 *
 * @param numbers how many numbers of a version say which data the software opens
 * @param offers what could run, the newest first
 */
record UpgradeRoute(Server server, String called, int numbers, List<Bundled> offers) {
    private static final int SHOWN = 8;

    /**
     * The software that the server is to run; null when it runs that version already.
     *
     * @param to as typed, such as {@code 17}; null for the newest
     * @param from the only source to take it from; null for any
     */
    @Nullable
    Bundled choose(@Nullable String to, @Nullable String from) {
        VersionNumber now = new VersionNumber(server.version());
        VersionNumber wanted = new VersionNumber(to == null ? "" : to);
        if (to != null && !wanted.isKnown()) {
            throw VektraException.invalid(Shown.quoted(to) + " is not a version", known());
        }
        if (to != null && now.isOf(new VersionNumber(wanted.beginning(numbers)))) {
            return null;
        }
        if (to != null && wanted.compareTo(now) < 0) {
            throw VektraException.conflict(
                    called + " runs version " + server.version() + ": its data cannot go back to " + to,
                    server.former() == null
                            ? Text.of(known())
                            : Text.of(
                                    "to go back to what it was before the upgrade: ",
                                    Next.of("addons:upgrade-server", called).with("undo")));
        }
        List<Bundled> newer = offers.stream()
                .filter(offer -> from == null || offer.source().equals(from))
                .filter(offer -> to == null || new VersionNumber(offer.version()).isOf(wanted))
                .filter(offer -> compare(offer, now) > 0)
                .toList();
        if (!newer.isEmpty()) {
            return newer.get(0);
        }
        if (to == null && from == null) {
            return null;
        }
        throw VektraException.notFound(
                "no " + (to == null ? "newer version" : "version " + to) + " of " + server.service()
                        + (from == null ? " can run here" : " comes from the source " + from),
                known());
    }

    /** The newest version that it could go to; null when there is none. */
    @Nullable
    Bundled newest() {
        return choose(null, null);
    }

    private int compare(Bundled offer, VersionNumber now) {
        return new VersionNumber(new VersionNumber(offer.version()).beginning(numbers))
                .compareTo(new VersionNumber(now.beginning(numbers)));
    }

    private String known() {
        return offers.isEmpty()
                ? "none is known here"
                : "known: "
                        + offers.stream()
                                .limit(SHOWN)
                                .map(offer -> offer.version() + " (" + offer.source() + ")")
                                .collect(Collectors.joining(", "));
    }
}
