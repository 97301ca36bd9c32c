package vektra.server.software;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.service.Software;
import vektra.program.SearchPath;
import vektra.server.file.PrivateFiles;
import vektra.server.process.Program;
import vektra.spi.Progress;
import vektra.spi.SoftwareSource.Debian;

/** Programs from Debian's packages, unpacked into the cache without root and without touching what is installed. */
public final class DebianSoftware {
    /** Such as {@code Candidate: 5:7.0.15-1~deb12u5}. */
    private static final Pattern CANDIDATE = Pattern.compile("(?m)^ *Candidate: (?:[0-9]+:)?([0-9]+(?:\\.[0-9]+)+)");

    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Map<String, String> environment;
    private final Progress progress;

    public DebianSoftware(Map<String, String> environment, Progress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /** What would be found; only its packages would tell the version. */
    Software preview(Debian source) throws Unfit {
        requireDebian();
        return new Software(source.name(), List.of(source.program()), "");
    }

    private void requireDebian() throws Unfit {
        for (String tool : List.of("apt-get", "apt-cache", "dpkg")) {
            if (SearchPath.of(environment).find(tool).isEmpty()) {
                throw new Unfit("no " + tool + " here, so this is not a Debian");
            }
        }
    }

    public Software find(Debian source, Search search, Cache cache) throws Unfit {
        requireDebian();
        Path root = cache.folder("debian-" + name(source), folder -> fetch(source, folder));
        Path program = root.resolve(relative(source.program()));
        List<String> libraries = libraries(root);
        if (libraries.isEmpty()) {
            return search.probe(source.name(), List.of(program.toString()));
        }
        Path env = SearchPath.of(environment).find("env").orElse(Path.of("/usr/bin/env"));
        return search.probe(
                source.name(),
                List.of(env.toString(), "LD_LIBRARY_PATH=" + String.join(":", libraries), program.toString()));
    }

    /** The version of its package, by this machine's own package lists, which may be empty. */
    List<String> versions(Debian source) throws Unfit {
        requireDebian();
        List<String> question = List.of("apt-cache", "policy", source.packages().get(0));
        Matcher candidate = CANDIDATE.matcher(
                new Program(Path.of("/"), environment).run(SHORT, question).output());
        return candidate.find() ? List.of(candidate.group(1)) : List.of();
    }

    private void fetch(Debian source, Path folder) throws IOException, Unfit {
        Path apt = folder.resolve(".apt");
        Files.createDirectories(apt.resolve("state/lists/partial"));
        Files.createDirectories(apt.resolve("cache/archives/partial"));
        progress.doing("reading Debian's list of packages");
        apt(apt, "apt-get", List.of("update", "-qq"));
        List<String> packages = known(apt, source.packages());
        progress.doing("downloading " + String.join(" ", packages));
        List<String> download = new ArrayList<>(List.of("download", "-qq"));
        download.addAll(packages);
        apt(apt, "apt-get", download);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(apt, "*.deb")) {
            for (Path archive : archives) {
                run(apt, List.of("dpkg", "-x", archive.toString(), folder.toString()));
            }
        }
        PrivateFiles.delete(apt);
    }

    /** Those of the packages that this release has; since 2024 some of them end in t64. */
    private List<String> known(Path apt, List<String> packages) throws Unfit {
        List<String> question = new ArrayList<>(List.of("show", "--no-all-versions", "-q"));
        packages.forEach(name -> question.addAll(List.of(name, name + "t64")));
        Set<String> there = new HashSet<>();
        aptResult(apt, "apt-cache", question)
                .output()
                .lines()
                .filter(line -> line.startsWith("Package: "))
                .forEach(line -> there.add(line.substring("Package: ".length())));
        if (packages.isEmpty() || !there.contains(packages.get(0))) {
            throw new Unfit("this release has no package " + String.join(" ", packages));
        }
        List<String> known = new ArrayList<>();
        for (String name : packages) {
            if (there.contains(name + "t64")) {
                known.add(name + "t64");
            } else if (there.contains(name)) {
                known.add(name);
            }
        }
        return known;
    }

    private void apt(Path apt, String tool, List<String> arguments) throws Unfit {
        Program.Result said = aptResult(apt, tool, arguments);
        if (!said.ok()) {
            throw new Unfit(tool + " " + arguments.get(0) + ": " + said.lastLine());
        }
    }

    private Program.Result aptResult(Path apt, String tool, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                tool,
                "-o",
                "Dir::State=" + apt.resolve("state"),
                "-o",
                "Dir::State::status=/var/lib/dpkg/status",
                "-o",
                "Dir::Cache=" + apt.resolve("cache"),
                "-o",
                "Debug::NoLocking=1",
                "-o",
                "Acquire::Retries=0",
                "-o",
                "Acquire::http::Timeout=15",
                "-o",
                "APT::Sandbox::User=" + System.getProperty("user.name", "root")));
        command.addAll(arguments);
        return new Program(apt, environment).run(LONG, command);
    }

    private void run(Path folder, List<String> command) throws Unfit {
        Program.Result said = new Program(folder, environment).run(LONG, command);
        if (!said.ok()) {
            throw new Unfit(command.get(0) + ": " + said.lastLine());
        }
    }

    /** Where the packages' libraries are, which the program must be given since they are not where it was built for. */
    private static List<String> libraries(Path root) throws Unfit {
        List<String> folders = new ArrayList<>();
        for (String base : List.of("usr/lib", "lib")) {
            Path folder = root.resolve(base);
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
                    all.forEach(found -> folders.add(found.toString()));
                } catch (IOException e) {
                    throw new Unfit("cannot read " + folder);
                }
            }
        }
        return folders;
    }

    private static String name(Debian source) {
        String release = "";
        try {
            // after an upgrade of the system its old packages may no longer run
            release = Files.readString(Path.of("/etc/os-release"));
        } catch (IOException e) {
            // then by the packages alone
        }
        return source.packages().get(0) + "-" + Integer.toHexString((source.packages() + release).hashCode());
    }

    private static Path relative(String program) {
        return Path.of("/").relativize(Path.of("/").resolve(program));
    }
}
