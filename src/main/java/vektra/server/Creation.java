package vektra.server;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.model.service.VersionNumber;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.FolderPlace;
import vektra.server.folder.Ledger;
import vektra.server.folder.Reservation;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerFolders;
import vektra.server.folder.ServerRecord;
import vektra.server.process.RunAs;
import vektra.server.software.Search;
import vektra.server.software.SoftwareFinder;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Bundled;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Layout;

/**
 * Makes the folder of a server that does not run. Data is made beside its place and moved there when it is ready; what
 * was recorded before stays: the port, and the major version of the data.
 */
final class Creation {
    private final ServerFolders house;
    private final Limits limits;
    private final SoftwareFinder finder;
    private final Certification certification;
    private final Map<String, String> environment;
    private final Progress progress;

    Creation(
            ServerFolders house,
            Limits limits,
            SoftwareFinder finder,
            Certification certification,
            Map<String, String> environment,
            Progress progress) {
        this.house = house;
        this.limits = limits;
        this.finder = finder;
        this.certification = certification;
        this.environment = environment;
        this.progress = progress;
    }

    Server create(Wanted wanted, ServerRecipe recipe) {
        RunAs runAs = runAs(recipe);
        ServerFolder folder = house.prepare(wanted.id(), runAs);
        new Ending(limits, wanted.id(), folder).stop(recipe.stopSignal());
        ServerRecord before = folder.read();
        Software software = software(wanted, recipe, runAs, folder.hasData() ? before.software() : null);
        Failpoint.reached("software found");
        return recorded(wanted, recipe, runAs, folder, software, before.port());
    }

    /**
     * Makes the location of a server good, which exists already: its data folder when there is none, and another port when
     * asked for. What is there stays as it is.
     */
    Server again(Server server, boolean otherPort, ServerRecipe recipe) {
        RunAs runAs = runAs(recipe);
        ServerFolder folder = house.prepare(server.id(), runAs);
        new Ending(limits, server.id(), folder).stop(recipe.stopSignal());
        Failpoint.reached("server ended");
        Wanted wanted = new Wanted(
                server.id(),
                server.service(),
                server.options().get("from"),
                otherPort ? null : server.host().port(),
                server.options(),
                Password.at(server, otherPort && recipe.setsPasswordAtStart()));
        Software software =
                folder.hasData() ? stillThere(server, recipe, runAs, folder) : software(wanted, recipe, runAs, null);
        return recorded(wanted, recipe, runAs, folder, software, OptionalInt.empty());
    }

    /** @param before the port that the server had */
    private Server recorded(
            Wanted wanted,
            ServerRecipe recipe,
            RunAs runAs,
            ServerFolder folder,
            Software software,
            OptionalInt before) {
        int port = new Reservation(house, wanted, before, recipe.ports(wanted.options())).take(software);
        Failpoint.reached("server recorded");
        PrivateFiles.delete(folder.unfinished());
        if (!folder.hasData()) {
            fill(wanted, recipe, runAs, folder, software, port);
        }
        return Ledger.server(wanted, recipe, folder.path(), software, port);
    }

    /** The server that would be made where no folder of that id is, from a look alone. */
    Server preview(Wanted wanted, ServerRecipe recipe) {
        RunAs runAs = runAs(recipe);
        Software software = finder.preview(
                wanted.service().value(),
                recipe.sources(),
                wanted.from(),
                search(recipe, runAs, wanted.version()),
                house.caches(runAs, environment));
        int port = new Reservation(house, wanted, OptionalInt.empty(), recipe.ports(wanted.options())).choose();
        return Ledger.server(wanted, recipe, house.folder(wanted.id()).path(), software, port);
    }

    List<Bundled> offers(ServerRecipe recipe) {
        RunAs runAs = runAs(recipe);
        return finder.offers(recipe.sources(), search(recipe, runAs, null));
    }

    RunAs runAs(ServerRecipe recipe) {
        return recipe.refusesRoot() ? RunAs.another(environment, recipe.needsUserName()) : RunAs.ourselves();
    }

    /** The software of the server, looked for again when it was deleted or replaced since. */
    Software stillThere(Server server, ServerRecipe recipe, RunAs runAs, ServerFolder folder) {
        @Nullable Software recorded = folder.read().software();
        Software software = recorded == null ? server.software() : recorded;
        Search search = search(recipe, runAs, software == null ? null : needed(recipe, software));
        if (software != null && search.stillRuns(software)) {
            return software;
        }
        Software found =
                finder.find(server.id(), recipe.sources(), null, search, () -> house.cache(runAs, environment));
        new ServerRecord(found, OptionalInt.of(server.host().port()), recipe.ports(server.options()))
                .write(folder.recordFile());
        return found;
    }

    private Software software(Wanted wanted, ServerRecipe recipe, RunAs runAs, @Nullable Software before) {
        progress.doing("searching for the program of " + wanted.id());
        @Nullable String needed = before == null ? null : needed(recipe, before);
        Search search = search(recipe, runAs, needed == null ? wanted.version() : needed);
        return finder.find(
                wanted.service().value(),
                recipe.sources(),
                wanted.from(),
                search,
                () -> house.cache(runAs, environment));
    }

    /** What the version of the software begins with that opens the data which other software wrote; null for any. */
    private static @Nullable String needed(ServerRecipe recipe, Software wrote) {
        return recipe.keepsData() ? new VersionNumber(wrote.version()).beginning(recipe.majorNumbers()) : null;
    }

    private Search search(ServerRecipe recipe, RunAs runAs, @Nullable String version) {
        return new Search(version, runAs, environment, recipe::versionQuestion);
    }

    private void fill(
            Wanted wanted, ServerRecipe recipe, RunAs runAs, ServerFolder folder, Software software, int port) {
        progress.doing("creating the data folder of " + wanted.id());
        PrivateFiles.folder(folder.unfinished(), PrivateFiles.FOLDER);
        Layout layout = new Layout(
                software,
                folder.unfinished(),
                wanted.listen(),
                port,
                wanted.password(),
                wanted.options(),
                asRoot(recipe));
        runAs.own(folder.unfinished());
        recipe.tls(layout).ifPresent(tls -> certification.expect());
        recipe.initialize(
                layout,
                new FolderPlace(folder.unfinished(), runAs, environment, "cannot create the data of " + wanted.id()));
        runAs.own(folder.unfinished());
        Failpoint.reached("data initialized");
        PrivateFiles.move(folder.unfinished(), folder.data());
        Failpoint.reached("data in place");
    }

    static boolean asRoot(ServerRecipe recipe) {
        return RunAs.weAreRoot() && !recipe.refusesRoot();
    }
}
