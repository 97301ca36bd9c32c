package vektra.server.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vektra.model.service.Software;
import vektra.server.file.PrivateFiles;
import vektra.server.port.PortOwner;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;

/**
 * The folder of one server.
 *
 * @param path where it is, which may be a link to where another user can reach it
 */
public record ServerFolder(Path path) {
    private static final long LOG_LIMIT = 10L << 20;

    /** Where it really is. */
    public Path real() {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    public Path data() {
        return real().resolve("data");
    }

    /** Data in the making, thrown away when found. */
    public Path unfinished() {
        return real().resolve("data.new");
    }

    public Path pidFile() {
        return path.resolve("pid");
    }

    /** The process that runs here; the pid file is only the short way to it, and may be lost. */
    public Optional<Running> running() {
        return Running.alive(pidFile())
                .filter(process -> process.worksIn(real()))
                .or(this::found);
    }

    /** Makes the pid file name the process that runs here, for the next look and for supervisors. */
    public void keep(Running process) {
        if (Running.read(pidFile()).filter(process::equals).isEmpty()) {
            process.write(pidFile());
        }
    }

    /** Works in the data, listens, and runs the program of the record; without a record, leads a session as servers do. */
    private Optional<Running> found() {
        if (!hasData()) {
            return Optional.empty();
        }
        Set<String> programs = programs();
        Path data = data();
        return ProcessTable.pids().stream()
                .filter(pid -> ProcessTable.folder(pid) != null)
                .map(Running::of)
                .filter(process -> process.worksIn(data) && process.alive())
                .filter(process -> programs.isEmpty()
                        ? process.leadsSession()
                        : programs.contains(ProcessTable.program(process.pid())) || hasReplacedScript(process))
                .filter(process -> PortOwner.listens(process.pid()))
                .findFirst();
    }

    /** A script of the record's that has replaced itself by the server is known by the port. */
    private boolean hasReplacedScript(Running process) {
        OptionalInt port = read().port();
        return port.isPresent() && process.leadsSession() && PortOwner.has(process.pid(), port.getAsInt());
    }

    /** The files of the programs that the record names. */
    public Set<String> programs() {
        Set<String> programs = new HashSet<>();
        Software software = read().software();
        if (software != null) {
            for (String word : software.command()) {
                try {
                    programs.add(Path.of(word).toRealPath().toString());
                } catch (IOException | InvalidPathException e) {
                    // an argument, or a program that was deleted since
                }
            }
        }
        return programs;
    }

    public Path log() {
        return path.resolve("log").resolve("server.log");
    }

    public boolean hasData() {
        return Files.isDirectory(data());
    }

    public Path recordFile() {
        return path.resolve("server.properties");
    }

    public ServerRecord read() {
        return ServerRecord.read(recordFile());
    }

    /** Makes the log ready to be appended to: private, and a new one when the old one has grown too long. */
    public void prepareLog() {
        Path log = log();
        PrivateFiles.folder(path.resolve("log"), PrivateFiles.FOLDER);
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Path old = log.resolveSibling("server.log.1");
                Files.deleteIfExists(old);
                PrivateFiles.move(log, old);
            }
            if (!Files.exists(log)) {
                Files.createFile(log, PrivateFiles.FILE);
            }
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot write the log " + log, e);
        }
    }
}
