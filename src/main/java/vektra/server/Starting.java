package vektra.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.model.text.VektraException;
import vektra.program.SearchPath;
import vektra.server.folder.FolderPlace;
import vektra.server.folder.PortBook;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerFolders;
import vektra.server.port.Ports;
import vektra.server.process.Detached;
import vektra.server.process.RunAs;
import vektra.server.process.Running;
import vektra.server.process.Surroundings;
import vektra.spi.AddonProvider;
import vektra.spi.Place;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Encryption;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Layout;

/** Starts a server, or waits for one that another process has just started. The caller holds the server's lock. */
final class Starting {
    private final ServerFolders house;
    private final Limits limits;
    private final Creation creation;
    private final Certification certification;
    private final Map<String, String> environment;
    private final Progress progress;

    Starting(
            ServerFolders house,
            Limits limits,
            Creation creation,
            Certification certification,
            Map<String, String> environment,
            Progress progress) {
        this.house = house;
        this.limits = limits;
        this.creation = creation;
        this.certification = certification;
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
            // another program may have been faster since the last look
            Ports.requireFree(server, provider.recipe().ports(server.options()));
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
        house.requireData(server.id());
        Ports.requireFree(server);
    }

    private LogTail launch(Server server, ServerRecipe recipe) {
        RunAs runAs = creation.runAs(recipe);
        house.requireData(server.id());
        ServerFolder folder = house.prepare(server.id(), runAs);
        // from here on no process of this server lives, so what it left of locks and pid files may go
        new Ending(limits, server.id(), folder).clear();
        new PortBook(house.servers(), server.id()).widen(folder, server.host().port(), recipe.ports(server.options()));
        Software software = creation.stillThere(server, recipe, runAs, folder);
        Ports.requireFree(server, recipe.ports(server.options()));
        Layout layout = layout(server, recipe, folder, software);
        recipe.tls(layout).ifPresent(tls -> {
            certification.renew(server.id(), layout, tls, runAs);
            certification.settle(tls);
            Certification.requireSpeaks(server.id(), layout, tls);
        });
        recipe.beforeStart(layout, place(server, folder, runAs));
        runAs.own(folder.data());
        folder.prepareLog();
        LogTail log = LogTail.from(folder.log());
        Path data = folder.data();
        new Detached(SearchPath.of(environment), Surroundings.of(data, environment))
                .start(runAs.wrap(recipe.command(layout)), data, folder.log(), folder.pidFile());
        return log;
    }

    private Place place(Server server, ServerFolder folder, RunAs runAs) {
        return new FolderPlace(folder.data(), runAs, environment, "cannot prepare the start of " + server.id());
    }

    private static Layout layout(Server server, ServerRecipe recipe, ServerFolder folder, Software software) {
        return new Layout(
                software,
                folder.data(),
                server.listen(),
                server.host().port(),
                server.password(),
                server.options(),
                Creation.asRoot(recipe));
    }

    /** What the server has for TLS. */
    Optional<Encryption> encryption(Server server, ServerRecipe recipe) {
        ServerFolder folder = house.folder(server.id());
        @Nullable Software software = folder.read().software();
        if (software == null || !folder.hasData()) {
            return Optional.empty();
        }
        Layout layout = layout(server, recipe, folder, software);
        return recipe.tls(layout).flatMap(tls -> certification.look(server.listen(), tls));
    }

    /** Gives a running server what it lacks for TLS; returns whether it lacked anything. */
    boolean encrypt(Server server, AddonProvider provider) {
        ServerRecipe recipe = provider.recipe();
        ServerFolder folder = house.folder(server.id());
        boolean lacks =
                encryption(server, recipe).filter(has -> has.lack() != null).isPresent();
        if (!lacks || folder.running().isEmpty()) {
            return false;
        }
        RunAs runAs = creation.runAs(recipe);
        Layout layout = layout(server, recipe, folder, creation.stillThere(server, recipe, runAs, folder));
        ServerRecipe.Tls tls = recipe.tls(layout).orElseThrow();
        certification.renew(server.id(), layout, tls, runAs);
        runAs.own(tls.file());
        Failpoint.reached("certificate given to its server");
        recipe.configureTls(layout, place(server, folder, runAs));
        Failpoint.reached("TLS configured");
        provider.abilities().reload().ifPresent(able -> able.reload(server));
        Failpoint.reached("certificate read by its server");
        certification.settle(tls);
        return true;
    }
}
