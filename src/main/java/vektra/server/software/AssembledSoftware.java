package vektra.server.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.model.service.Software;
import vektra.server.file.PrivateFiles;
import vektra.spi.SoftwareSource.Assembled;
import vektra.spi.SoftwareSource.Assembled.Library;

/** Servers of our own around libraries of Maven Central, run by the Java that runs us. */
public final class AssembledSoftware {
    private final Path jar;
    private final Artifacts artifacts;

    public AssembledSoftware(Path installation, Artifacts artifacts) {
        this.jar = installation.resolve("lib").resolve("vektra.jar");
        this.artifacts = artifacts;
    }

    Software find(Assembled source, Search search, Cache cache) throws Unfit {
        requireJar();
        Path folder = cache.folder(name(source), empty -> fill(source, empty));
        if (!whole(source, folder)) {
            // what a power cut left of it may be broken: once more
            PrivateFiles.delete(folder);
            cache.folder(name(source), empty -> fill(source, empty));
        }
        List<Path> files = source.libraries().stream()
                .map(library -> folder.resolve(file(library)))
                .toList();
        return search.fitting(new Software(source.name(), command(source, files), source.version()));
    }

    /** What would be found, from a look alone: nothing is fetched. */
    Software preview(Assembled source, Search search) throws Unfit {
        requireJar();
        return search.fitting(new Software(source.name(), command(source, List.of()), source.version()));
    }

    private void requireJar() throws Unfit {
        if (!Files.isRegularFile(jar)) {
            throw new Unfit(jar + " is missing");
        }
    }

    private void fill(Assembled source, Path folder) throws IOException, Unfit {
        Path scratch = Files.createTempDirectory(
                folder.toAbsolutePath().getParent(),
                ".unfinished-" + ProcessHandle.current().pid() + "-jars");
        try {
            for (Library library : source.libraries()) {
                Path found = artifacts.library(library.coordinates(), library.sha256(), scratch);
                Path file = folder.resolve(file(library));
                Files.copy(found, file);
                Files.setPosixFilePermissions(file, PrivateFiles.PUBLIC.value());
            }
        } finally {
            PrivateFiles.delete(scratch);
        }
    }

    private List<String> command(Assembled source, List<Path> libraries) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(source.jvmFlags());
        // the libraries first: Vektra's jar names libraries of its own, in other versions
        String path = Stream.concat(libraries.stream(), Stream.of(jar))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        command.addAll(List.of("-cp", path, source.mainClass()));
        return List.copyOf(command);
    }

    private static boolean whole(Assembled source, Path folder) throws Unfit {
        try {
            for (Library library : source.libraries()) {
                Path file = folder.resolve(file(library));
                if (!Files.isRegularFile(file) || !Artifacts.sha256(file).equalsIgnoreCase(library.sha256())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new Unfit("cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static String file(Library library) {
        return Coordinates.parse(library.coordinates()).fileName();
    }

    /** Of other libraries it is another folder. */
    private static String name(Assembled source) {
        String all = source.libraries().stream().map(Library::sha256).collect(Collectors.joining());
        String digest = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.US_ASCII))
                .toString()
                .substring(0, 8);
        return source.software() + "-" + source.version() + "-" + digest;
    }
}
