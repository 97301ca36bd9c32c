package vektra.addons.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.addons.doctor.Finding.What;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Encryption;
import vektra.spi.ServerLauncher.Location;
import vektra.spi.Store;

/** Servers: whether each is where its record says, has its data and its port, runs and answers. */
record ServerCheck(Engine engine, ServerLauncher launcher, Progress progress, Noted noted) implements Doctor.Check {
    /** What is wrong with a server that answers. */
    private static final Set<What> ANSWERS_ALL_THE_SAME = Set.of(What.SERVER_MOVED, What.CERTIFICATE);

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        for (Site site : visit.scene().sites()) {
            Server server = site.server();
            progress.doing("checking the server " + server.id());
            List<Finding> ofServer = Finding.guarded(
                    null, server.service(), () -> server.managed() ? managed(visit, site) : external(visit, site));
            visit.silent(server, ofServer.stream().anyMatch(finding -> !ANSWERS_ALL_THE_SAME.contains(finding.what())));
            found.addAll(ofServer);
        }
        return found;
    }

    private static List<Finding> external(Visit visit, Site site) {
        try {
            visit.provider(site.server()).ping(site.server());
            visit.warn(site.server());
            return List.of();
        } catch (VektraException e) {
            return List.of(Finding.of(site, What.SERVER_SILENT, e.text(), e.next(), null));
        }
    }

    private List<Finding> managed(Visit visit, Site site) {
        Server server = site.server();
        Location location = launcher.location(server);
        if (!location.hasData()) {
            return List.of(withoutData(visit, site, location));
        }
        List<Finding> found = new ArrayList<>();
        if (!location.recorded()) {
            found.add(Finding.of(
                    site,
                    What.SERVER_MOVED,
                    "the folder of " + server.id() + " is " + location.folder() + ", not " + server.folder()
                            + " as its record says",
                    null,
                    () -> replace(visit, site, What.SERVER_MOVED)));
        }
        ServerStatus status = launcher.status(server, visit.provider(server));
        if (status.state() == ServerStatus.State.HUNG) {
            found.add(Finding.of(
                    site,
                    What.SERVER_SILENT,
                    server.id() + " (pid " + status.pid() + ") runs but does not answer: " + status.detail(),
                    Text.of(
                            "see ",
                            Next.of("addons:logs", server.id()),
                            ", then ",
                            Next.of("addons:restart", server.id())),
                    null));
            certificate(visit, site).ifPresent(found::add);
        } else if (status.state() == ServerStatus.State.UNREACHABLE) {
            found.add(Finding.of(site, What.SERVER_SILENT, status.detail(), null, null));
        } else if (status.state() == ServerStatus.State.STOPPED) {
            found.add(stopped(visit, site, location));
        } else if (status.state() == ServerStatus.State.RUNNING) {
            visit.warn(server);
            certificate(visit, site).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Finding> certificate(Visit visit, Site site) {
        Server server = site.server();
        AddonProvider provider = visit.provider(server);
        return launcher.encryption(server, provider)
                .map(Encryption::lack)
                .map(lack -> Finding.of(
                        site,
                        What.CERTIFICATE,
                        server.id() + " " + lack,
                        null,
                        () -> noted.work(
                                site.named(Doctor.deed(What.CERTIFICATE)), () -> launcher.encrypt(server, provider))));
    }

    private Finding stopped(Visit visit, Site site, Location location) {
        Server server = site.server();
        ServerLauncher.Taker taker = location.taker();
        if (taker == null) {
            return Finding.of(
                    site,
                    What.SERVER_DOWN,
                    server.id() + " is not running",
                    null,
                    () -> noted.work(site.named(Doctor.deed(What.SERVER_DOWN)), () -> start(visit, server)));
        }
        return Finding.of(
                site,
                What.PORT_TAKEN,
                server.id() + " is not running, and its port " + taker.port() + " is taken by " + taker.program(),
                null,
                () -> replace(visit, site, What.PORT_TAKEN));
    }

    private Finding withoutData(Visit visit, Site site, Location location) {
        Server server = site.server();
        Path elsewhere = location.elsewhere();
        if (elsewhere != null) {
            return Finding.of(
                    site,
                    What.DATA_GONE,
                    "the data of " + server.id() + " are not in " + location.folder() + " but in " + elsewhere,
                    "stop whatever uses them there and move them to "
                            + location.folder().resolve("data"),
                    null);
        }
        boolean lost = visit.provider(server).recipe().keepsData();
        // a disk that is not mounted looks the same: data that may only be away are not replaced by a guess
        boolean refill = !lost || visit.mayBeginAgain(server);
        return Finding.of(
                site,
                What.DATA_GONE,
                "the data folder of " + server.id() + " is missing: "
                        + location.folder().resolve("data"),
                lost
                        ? Text.of(
                                "mount its disk, or restore it from a backup; to start over with empty data: ",
                                Next.of("addons:doctor").with("fix").with("confirm", server.id()))
                        : null,
                refill ? () -> refill(visit, site, lost) : null);
    }

    private void start(Visit visit, Server server) {
        launcher.ensureRunning(server, visit.provider(server));
        Failpoint.reached("doctor: server started");
    }

    private void refill(Visit visit, Site site, boolean lost) {
        replace(visit, site, What.DATA_GONE);
        if (lost) {
            progress.warn("the data of " + site.server().id() + " are lost; it was created again, empty");
        }
    }

    /** Makes the server's location good and starts it there; a server that apps share takes the URLs of all with it. */
    private void replace(Visit visit, Site site, What what) {
        try (Store.Session session = engine.open(site.locks())) {
            Site now = site.now(session);
            if (now == null) {
                return;
            }
            AddonProvider provider = visit.provider(now.server());
            Location location = launcher.location(now.server());
            boolean taken = location.taker() != null;
            if (what == What.PORT_TAKEN ? !taken : location.recorded() && location.hasData()) {
                return;
            }
            session.begin(Doctor.COMMAND, List.of());
            Server placed = launcher.relocated(now.server(), taken, provider);
            Failpoint.reached("doctor: server placed");
            session.commit(Doctor.deed(what), List.of(now.put(placed, session)), List.of());
            if (!placed.isWhere(now.server())) {
                visit.moved();
            }
            start(visit, placed);
        }
    }
}
