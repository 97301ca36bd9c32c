package vektra.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vektra.model.Failpoint;
import vektra.model.Server;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** Starts a server, or waits for one that another process has just started. The caller holds the server's lock. */
final class Starting {
    private final House house;
    private final Limits limits;
    private final Creation creation;
    private final Map<String, String> environment;
    private final Progress progress;

    Starting(House house, Limits limits, Creation creation, Map<String, String> environment, Progress progress) {
        this.house = house;
        this.limits = limits;
        this.creation = creation;
        this.environment = environment;
        this.progress = progress;
    }

    /** Returns the process that answers now. */
    Running start(Server server, AddonProvider provider) {
        ServerFolder folder = house.folder(server.id());
        Answer answer = new Answer(limits, server, provider);
        Optional<Running> already = folder.running();
        if (already.isPresent()) {
            folder.keep(already.get());
            progress.doing("waiting for " + server.id());
            // it may have been dying when it still looked alive: then it is started like any other
            if (answer.await(already.get(), folder)) {
                // the process that started it may have died before it got to that
                provider.configure(server);
                return already.get();
            }
        }
        progress.doing("starting " + server.id());
        LogTail log = launch(server, provider.recipe());
        Running process = Running.read(folder.pidFile()).orElseThrow();
        if (!answer.await(process, folder)) {
            throw VektraException.unavailable(
                    server.id() + " exited while starting" + log.indented(), "its log is " + log.log(), null);
        }
        Failpoint.reached("server answered");
        provider.configure(server);
        Failpoint.reached("server configured");
        return process;
    }

    /** Refuses what would keep a server that is down from starting; changes nothing. */
    void requireStartable(Server server) {
        requireData(server);
        Ports.requireFree(server);
    }

    private void requireData(Server server) {
        if (!house.folder(server.id()).hasData()) {
            throw VektraException.unavailable(
                    "the data of " + server.id() + " is gone: there is no "
                            + house.folder(server.id()).data(),
                    "mount its disk, or restore it from a backup; to start over with empty data: vektra addons:doctor --fix"
                            + " --confirm " + server.id(),
                    null);
        }
    }

    private LogTail launch(Server server, ServerRecipe recipe) {
        RunAs runAs = creation.runAs(recipe);
        requireData(server);
        ServerFolder folder = house.prepare(server.id(), runAs);
        // from here on no process of this server lives, so what it left of locks and pid files may go
        new Ending(limits, server.id(), folder).clear();
        Software software = creation.stillThere(server, recipe, runAs, folder);
        Ports.requireFree(server);
        Layout layout = new Layout(
                software,
                folder.data(),
                server.listen(),
                server.host().port(),
                Password.in(server.adminUrl()),
                server.options(),
                Creation.asRoot(recipe));
        recipe.beforeStart(layout);
        runAs.own(folder.data());
        folder.prepareLog();
        LogTail log = LogTail.from(folder.log());
        Path data = folder.data();
        new Detached(SearchPath.of(environment), Surroundings.of(data, environment))
                .start(runAs.wrap(recipe.command(layout)), data, folder.log(), folder.pidFile());
        return log;
    }
}
