package vektra.server.software;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.text.Sha256;
import vektra.program.SearchPath;
import vektra.server.process.Program;
import vektra.spi.Progress;

/** Finds the jar of an artifact, on this machine or in Maven Central; only the jar with the right checksum is taken. */
public final class Artifacts {
    public static final String REPOSITORY = "VEKTRA_MAVEN_URL";
    private static final String CENTRAL = "https://repo1.maven.org/maven2";
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path installation;
    private final Map<String, String> environment;
    private final Progress progress;

    public Artifacts(Path installation, Map<String, String> environment, Progress progress) {
        this.installation = installation;
        this.environment = environment;
        this.progress = progress;
    }

    private interface Origin {
        /** The jar, which may have to be put into the folder first. */
        Path jar(Path folder) throws IOException, Unfit;
    }

    /** @param scratch where a jar may be downloaded to */
    Path jar(String coordinates, String sha256, Path scratch) throws Unfit {
        Coordinates wanted = Coordinates.parse(coordinates);
        return first(
                wanted,
                sha256,
                scratch,
                List.of(
                        folder -> installation.resolve("servers").resolve(wanted.fileName()),
                        folder -> local(wanted),
                        folder -> byMaven(wanted, folder),
                        folder -> byDownload(wanted, folder)));
    }

    /** One of many: Maven takes seconds for each, so it comes last. */
    Path library(String coordinates, String sha256, Path scratch) throws Unfit {
        Coordinates wanted = Coordinates.parse(coordinates);
        return first(
                wanted,
                sha256,
                scratch,
                List.of(
                        folder -> local(wanted),
                        folder -> byDownload(wanted, folder),
                        folder -> byMaven(wanted, folder)));
    }

    private Path local(Coordinates wanted) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return Path.of(home, ".m2/repository").resolve(wanted.repositoryPath());
    }

    private Path first(Coordinates wanted, String sha256, Path scratch, List<Origin> origins) throws Unfit {
        List<String> reasons = new ArrayList<>();
        for (Origin origin : origins) {
            try {
                Path jar = origin.jar(scratch);
                Optional<String> damage = damage(jar, sha256);
                if (damage.isEmpty()) {
                    return jar;
                }
                damage.filter(text -> !text.isEmpty()).ifPresent(reasons::add);
            } catch (Unfit unfit) {
                reasons.add(unfit.reason().toString());
            } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw new Unfit("no " + wanted.fileName() + " (" + String.join("; ", reasons) + ")");
    }

    /** Empty when the jar is the right one, the empty text when it is not there. */
    private Optional<String> damage(Path jar, String sha256) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return Optional.of("");
        }
        if (sha256(jar).equalsIgnoreCase(sha256)) {
            return Optional.empty();
        }
        progress.warn(jar + " is damaged or was replaced: its checksum differs; not used");
        return Optional.of(jar + " has another checksum than expected");
    }

    private Path byMaven(Coordinates wanted, Path folder) throws Unfit {
        Path maven = SearchPath.of(environment).find("mvn").orElseThrow(() -> new Unfit("no mvn on PATH"));
        progress.doing("fetching " + wanted.fileName() + " with Maven");
        Program.Result said = new Program(folder, environment)
                .run(
                        LONG,
                        List.of(
                                maven.toString(),
                                "-q",
                                "-B",
                                COPY,
                                "-Dartifact=" + wanted,
                                "-DoutputDirectory=" + folder));
        if (!said.ok()) {
            throw new Unfit("mvn: " + said.output().strip().lines().findFirst().orElse("failed"));
        }
        return folder.resolve(wanted.fileName());
    }

    private Path byDownload(Coordinates wanted, Path folder) throws Unfit {
        progress.doing("downloading " + wanted.fileName());
        String repository = environment.getOrDefault(REPOSITORY, CENTRAL);
        Path jar = folder.resolve(wanted.fileName() + ".download");
        new Download(environment).to(jar, repository.replaceAll("/+$", "") + "/" + wanted.repositoryPath());
        return jar;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
