package vektra.server.software;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;
import vektra.model.service.Software;
import vektra.server.file.PrivateFiles;
import vektra.server.file.Tar;
import vektra.server.file.Trusted;
import vektra.spi.Progress;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Embedded.Artifact;

/** Programs that come packed in a jar of Maven Central. */
public final class EmbeddedSoftware {
    private final Artifacts artifacts;
    private final Progress progress;

    public EmbeddedSoftware(Artifacts artifacts, Progress progress) {
        this.artifacts = artifacts;
        this.progress = progress;
    }

    public Software find(Embedded source, Search search, Cache cache) throws Unfit {
        Artifact artifact = artifact(source);
        // before it is fetched and unpacked
        search.fitting(new Software(source.name(), List.of(), artifact.version()));
        Path program = unpacked(artifact, source.program(), cache);
        try {
            return search.probe(source.name(), List.of(program.toString()));
        } catch (Unfit unfit) {
            if (unfit.otherVersion() != null) {
                throw unfit;
            }
            // what a power cut left of it may be broken: once more, from the jar
            PrivateFiles.delete(cache.root().resolve(name(artifact)));
            unpacked(artifact, source.program(), cache);
            return search.probe(source.name(), List.of(program.toString()));
        }
    }

    static Optional<Artifact> forThisMachine(Embedded source) {
        Artifact alpine = source.perPlatform().get(platform() + "-alpine");
        return alpine != null && musl()
                ? Optional.of(alpine)
                : Optional.ofNullable(source.perPlatform().get(platform()));
    }

    /** What would be found, without a version unless it is unpacked in one of the caches already. */
    Software preview(Embedded source, Search search, List<Path> caches) throws Unfit {
        Artifact artifact = artifact(source);
        for (Path cache : caches) {
            Path program = cache.resolve(name(artifact)).resolve(source.program());
            if (Files.exists(program) && Trusted.path(program)) {
                return search.probe(source.name(), List.of(program.toString()));
            }
        }
        return new Software(source.name(), List.of(source.program()), "");
    }

    private static Artifact artifact(Embedded source) throws Unfit {
        return forThisMachine(source).orElseThrow(() -> new Unfit("no build for " + platform()));
    }

    private Path unpacked(Artifact artifact, String program, Cache cache) throws Unfit {
        return cache.folder(name(artifact), folder -> unpack(artifact, program, folder))
                .resolve(program);
    }

    private void unpack(Artifact artifact, String program, Path folder) throws IOException, Unfit {
        Path scratch = Files.createTempDirectory(
                folder.toAbsolutePath().getParent(),
                ".unfinished-" + ProcessHandle.current().pid() + "-jar");
        try {
            Path jar = artifacts.jar(artifact.coordinates(), artifact.sha256(), scratch);
            progress.doing("unpacking " + jar.getFileName());
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                if (artifact.entry().endsWith("/")) {
                    placeAll(zip, artifact.entry(), folder);
                    return;
                }
                ZipEntry entry = zip.getEntry(artifact.entry());
                if (entry == null) {
                    throw new Unfit(jar.getFileName() + " has no " + artifact.entry());
                }
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                    place(in, artifact.entry(), folder, program);
                }
            }
        } finally {
            PrivateFiles.delete(scratch);
        }
    }

    private static void place(InputStream in, String entry, Path folder, String program) throws IOException {
        if (entry.endsWith(".txz")) {
            Tar.unpack(new BufferedInputStream(new XZInputStream(in), 1 << 16), folder);
            return;
        }
        copy(in, folder.resolve(program));
    }

    private static void copy(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.copy(in, file);
        Files.setPosixFilePermissions(file, PrivateFiles.PUBLIC.value());
    }

    /** A jar knows no rights: all of it may be read and run. */
    private static void placeAll(ZipFile zip, String below, Path folder) throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!entry.getName().startsWith(below) || entry.isDirectory()) {
                continue;
            }
            Path file =
                    folder.resolve(entry.getName().substring(below.length())).normalize();
            if (file.startsWith(folder)) {
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                    copy(in, file);
                }
            }
        }
    }

    private static String name(Artifact artifact) {
        Coordinates coordinates = Coordinates.parse(artifact.coordinates());
        // the entry too, because one artifact may hold several builds
        String entry = artifact.entry().replaceAll("/$", "").replaceAll(".*/|\\.txz$", "");
        return coordinates.artifact() + "-" + coordinates.version() + "-" + entry;
    }

    /** Such as {@code linux-amd64}, {@code linux-arm64v8} or {@code darwin-amd64}. */
    public static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String cpu = switch (arch) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> arch;
        };
        return (os.startsWith("mac") ? "darwin" : os.replaceAll("[^a-z].*", "")) + "-" + cpu;
    }

    private static boolean musl() {
        return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    }
}
