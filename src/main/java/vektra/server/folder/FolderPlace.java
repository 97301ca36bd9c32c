package vektra.server.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.process.Program;
import vektra.server.process.RunAs;
import vektra.server.process.Surroundings;
import vektra.spi.Place;

/**
 * The data folder of a server that is a process of this machine: its files are 0600 and the server's own.
 *
 * @param environment of this process
 * @param failing what a program that fails keeps from being done
 */
public record FolderPlace(Path data, RunAs runAs, Map<String, String> environment, String failing) implements Place {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Override
    public Optional<String> read(Path file) {
        // the folder is the server's: a link that a server planted would have root read what the server may not
        try (InputStream open = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new String(open.readAllBytes(), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + file, e);
        }
    }

    @Override
    public void write(Path file, String text) {
        PrivateFiles.writeDurably(file, text);
        runAs.own(file);
    }

    @Override
    public void folder(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw VektraException.unavailable(
                    "there is no folder " + parent, "it is never created: mount its disk, or create it", null);
        }
        PrivateFiles.folder(folder, PrivateFiles.FOLDER);
        runAs.own(folder);
    }

    @Override
    public void run(List<String> command) {
        Program program = new Program(data, Surroundings.of(data, environment));
        Program.Result said = program.run(LONG, runAs.wrap(command));
        if (!said.ok()) {
            throw VektraException.unavailable(failing + ": " + said.tail(), null, null);
        }
    }
}
