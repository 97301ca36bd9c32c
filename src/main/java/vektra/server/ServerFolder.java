package vektra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one server.
 *
 * @param path where it is, which may be a link to where nobody can reach it
 */
record ServerFolder(Path path) {
    private static final long LOG_LIMIT = 10L << 20;

    /** Where it really is. */
    Path real() {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    Path data() {
        return real().resolve("data");
    }

    /** Data in the making, thrown away when found. */
    Path unfinished() {
        return real().resolve("data.new");
    }

    Path pidFile() {
        return path.resolve("pid");
    }

    /** The process that runs here. */
    Optional<Running> running() {
        return Running.alive(pidFile()).filter(process -> process.worksIn(real()));
    }

    Path log() {
        return path.resolve("log").resolve("server.log");
    }

    boolean hasData() {
        return Files.isDirectory(data());
    }

    Path recordFile() {
        return path.resolve("server.properties");
    }

    ServerRecord read() {
        return ServerRecord.read(recordFile());
    }

    /** Makes the log ready to be appended to: private, and a new one when the old one has grown too long. */
    void prepareLog() {
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
