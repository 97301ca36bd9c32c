package vektra.provider.mariadb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vektra.model.service.HostPort;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Docker;

/** How a MariaDB server is made and run: over TCP only, with passwords only. */
final class MariadbRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";

    @Override
    public List<SoftwareSource> sources() {
        return MariadbSources.ALL;
    }

    /** Such as 10.11. */
    @Override
    public int majorNumbers() {
        return 2;
    }

    @Override
    public boolean refusesRoot() {
        return true;
    }

    @Override
    public boolean needsUserName() {
        return false;
    }

    /** By a file of statements that the server reads before it listens. */
    @Override
    public boolean setsPasswordAtStart() {
        return true;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret(new ServerUrl(address, ADMIN, password, "").text("mysql"));
    }

    @Override
    public void initialize(Layout layout, Place place) {
        ServerFiles files = new ServerFiles(layout.data());
        place.run(List.of(
                "mkdir",
                "-p",
                "-m",
                "700",
                files.databases().toString(),
                files.exports().toString(),
                files.scratch().toString()));
        if (contained(layout)) {
            place.run(files.install());
        } else {
            bootstrap(layout, files, place);
        }
        place.write(files.series(), ServerFiles.series(layout.software()) + "\n");
    }

    /** In a quarter of the time that MariaDB's own script takes, and without its accounts. */
    private static void bootstrap(Layout layout, ServerFiles files, Place place) {
        Installed installed = Installed.of(layout.software());
        place.write(files.script(), installed.systemTables());
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "exec \"$@\" < \"$0\"", files.script().toString()));
        command.addAll(layout.software().command());
        command.addAll(files.bootstrap(installed));
        place.run(command);
        place.run(List.of("rm", "-f", files.script().toString()));
    }

    @Override
    public void beforeStart(Layout layout, Place place) {
        ServerFiles files = new ServerFiles(layout.data());
        String written = place.read(files.series()).orElse("").strip();
        String now = ServerFiles.series(layout.software());
        if (!written.isEmpty() && !written.equals(now)) {
            throw VektraException.conflict(
                    "the data in " + layout.data() + " is of MariaDB " + written + ", and the software is "
                            + layout.software().version(),
                    Text.of(
                            "start it with MariaDB " + written + "; data go to another version by ",
                            Next.of("addons:upgrade-server", "mariadb")));
        }
        // into a container the administrator comes over the engine's network
        Set<String> hosts = contained(layout) ? Set.of("%") : ServerFiles.hosts(layout.listen());
        if (!contained(layout)) {
            tls(layout)
                    .ifPresent(tls -> place.write(
                            files.encryption(), tls.ready(place) ? ServerFiles.encrypted(layout, tls.file()) : ""));
        }
        place.write(files.start(), ServerFiles.statements(layout.password(), hosts));
    }

    @Override
    public Optional<Tls> tls(Layout layout) {
        if (!layout.offersTls()) {
            return Optional.empty();
        }
        List<String> question =
                new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" | grep -q '^ssl-cert' && echo yes", "sh"));
        question.addAll(layout.software().command());
        question.addAll(List.of("--no-defaults", "--verbose", "--help"));
        return Optional.of(new Tls(layout.data().resolve(Tls.FILE), question));
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(new ServerFiles(layout.data()).arguments(layout));
        if (!contained(layout)) {
            command.addAll(Installed.of(layout.software()).arguments());
        }
        return command;
    }

    static boolean contained(Layout layout) {
        return layout.software().source().equals(Docker.NAME);
    }
}
