package vektra.addons.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.OwnedAddon;
import vektra.addons.doctor.Finding.What;
import vektra.model.service.Server;
import vektra.model.service.Usage;
import vektra.model.text.Figure;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;
import vektra.spi.Upkeep.Disk;

/** What runs out soon: room on the disks of the home and of its servers, and what a server has only so much of. */
record CapacityCheck(Store store, ServerLauncher launcher) implements Doctor.Check {
    /** The share of a server's connections, memory or the like, in percent. */
    private static final int ALMOST_ALL = 85;

    private static final int FREE_PERCENT = 10;

    /** That much is enough for a while, however large the disk. */
    private static final long ENOUGH = 10L << 30;

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Map<String, Disk> disks = new LinkedHashMap<>();
        if (visit.wholeHome()) {
            look(null, disks);
        }
        for (Site site : visit.scene().sites()) {
            Server server = site.server();
            if (server.managed()) {
                look(launcher.location(server).folder(), disks);
            }
            if (visit.answers(server)) {
                found.addAll(Finding.guarded(null, server.service(), () -> used(visit, site)));
            }
        }
        disks.values().stream()
                .filter(CapacityCheck::isAlmostFull)
                .forEach(disk -> found.add(Finding.noted(
                        What.CAPACITY,
                        "the disk " + disk.name() + " has " + Figure.size(disk.free()) + " of "
                                + Figure.size(disk.size()) + " left",
                        "delete what is not needed, or enlarge it")));
        return found;
    }

    private void look(@Nullable Path folder, Map<String, Disk> disks) {
        store.upkeep().disk(folder).ifPresent(disk -> disks.putIfAbsent(disk.name(), disk));
    }

    private static boolean isAlmostFull(Disk disk) {
        return disk.free() < ENOUGH && disk.free() < disk.size() / 100 * FREE_PERCENT;
    }

    private static List<Finding> used(Visit visit, Site site) {
        return visit.provider(site.server()).abilities().capacity().stream()
                .flatMap(able -> able.usage(site.server()).stream())
                .filter(usage -> usage.isAtLeast(ALMOST_ALL))
                .map(usage ->
                        Finding.of(site, What.CAPACITY, site.server().id() + " uses " + usage, hint(site, usage), null))
                .toList();
    }

    private static @Nullable Text hint(Site site, Usage usage) {
        String option = usage.option();
        if (option == null || !site.server().managed()) {
            return Text.of("raise the limit of the server, or use less");
        }
        OwnedAddon owned = site.owned();
        Next again = owned == null
                ? Next.of("addons:enable", site.server().service())
                : Next.of("addons:create", owned.addon().fullPlan())
                        .app(owned.app())
                        .with("name", owned.addon().name());
        return Text.of("raise it: ", again.option(option, usage.unit() == Figure.Unit.BYTES ? "SIZE" : "N"));
    }
}
