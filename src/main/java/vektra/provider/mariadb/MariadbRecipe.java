package vektra.provider.mariadb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** How a MariaDB server is made and run: over TCP only, with passwords only. */
final class MariadbRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";

    @Override
    public List<SoftwareSource> sources() {
        return MariadbSources.ALL;
    }

    @Override
    public boolean refusesRoot() {
        return true;
    }

    @Override
    public boolean keepsData() {
        return true;
    }

    @Override
    public String stopSignal() {
        return "TERM";
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
    public void initialise(Layout layout, Commands commands) {
        ServerFiles files = new ServerFiles(layout.data());
        try {
            for (Path folder : List.of(files.databases(), files.exports(), files.scratch())) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path script = files.script();
            write(script, ServerFiles.systemTables(new Installed(program(layout.software()))));
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" < \"$0\"", script.toString()));
            command.addAll(layout.software().command());
            command.addAll(files.bootstrap(new Installed(program(layout.software()))));
            commands.run(command);
            Files.delete(script);
            write(files.series(), ServerFiles.series(layout.software()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeStart(Layout layout) {
        ServerFiles files = new ServerFiles(layout.data());
        try {
            String written = Files.readString(files.series()).strip();
            String now = ServerFiles.series(layout.software());
            if (!written.equals(now)) {
                throw VektraException.conflict(
                        "the data in " + layout.data() + " is of MariaDB " + written + ", and the software is "
                                + layout.software().version(),
                        "start it with MariaDB " + written + "; a dump and a restore bring data to another version");
            }
            write(files.start(), ServerFiles.statements(layout.password(), ServerFiles.hosts(layout.listen())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> command(Layout layout) {
        ServerFiles files = new ServerFiles(layout.data());
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(files.arguments(layout));
        command.addAll(new Installed(program(layout.software())).arguments());
        return command;
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path program(Software software) {
        return Path.of(software.command().get(software.command().size() - 1));
    }
}
