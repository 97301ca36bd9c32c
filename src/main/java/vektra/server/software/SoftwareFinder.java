package vektra.server.software;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.service.VersionNumber;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher.Bundled;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Assembled;
import vektra.spi.SoftwareSource.Builtin;
import vektra.spi.SoftwareSource.Debian;
import vektra.spi.SoftwareSource.Docker;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Embedded.Artifact;
import vektra.spi.SoftwareSource.Machine;

/** Goes through the sources of a server's software, best first, and remembers why each yields nothing. */
public final class SoftwareFinder {
    private final MachineSoftware machine;
    private final EmbeddedSoftware embedded;
    private final AssembledSoftware assembled;
    private final DebianSoftware debian;
    private final BuiltinSoftware builtin;

    public SoftwareFinder(
            MachineSoftware machine,
            EmbeddedSoftware embedded,
            AssembledSoftware assembled,
            DebianSoftware debian,
            BuiltinSoftware builtin) {
        this.machine = machine;
        this.embedded = embedded;
        this.assembled = assembled;
        this.debian = debian;
        this.builtin = builtin;
    }

    /** The first of the sources that needs no machine's software and no download of ours. */
    public static Optional<Bundled> bundled(List<SoftwareSource> sources) {
        for (SoftwareSource source : sources) {
            if (source instanceof Builtin builtin) {
                return Optional.of(new Bundled(source.name(), builtin.version()));
            }
            if (source instanceof Embedded embedded) {
                Optional<Artifact> artifact = EmbeddedSoftware.forThisMachine(embedded);
                if (artifact.filter(Artifact::shipped).isPresent()) {
                    return artifact.map(found -> new Bundled(source.name(), found.version()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * @param server what is searched for, for people
     * @param from the only source to look at; null for all
     * @param cache made only when something must be unpacked
     */
    public Software find(
            String server, List<SoftwareSource> sources, @Nullable String from, Search search, Supplier<Cache> cache) {
        return first(server, sources, from, search, source -> find(source, search, cache));
    }

    /**
     * The software that would be found, from a look alone: nothing is fetched or unpacked, so the version is empty where
     * only the unpacked program would show it.
     *
     * @param caches where software may be unpacked already
     */
    public Software preview(
            String server, List<SoftwareSource> sources, @Nullable String from, Search search, List<Path> caches) {
        return first(server, sources, from, search, source -> {
            if (source instanceof Embedded it) {
                return embedded.preview(it, search, caches);
            } else if (source instanceof Assembled it) {
                return assembled.preview(it, search);
            } else if (source instanceof Debian it) {
                return debian.preview(it);
            }
            return find(source, search, () -> {
                throw new IllegalStateException(source.name() + " must not unpack anything now");
            });
        });
    }

    /** What the sources have, as far as a look tells, the newest first; of two of one version the better source. */
    public List<Bundled> offers(List<SoftwareSource> sources, Search search) {
        Map<String, Bundled> found = new LinkedHashMap<>();
        for (SoftwareSource source : sources) {
            try {
                for (String version : versions(source, search)) {
                    found.putIfAbsent(version, new Bundled(source.name(), version));
                }
            } catch (Unfit unfit) {
                // then it has none for this machine
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing((Bundled offer) -> new VersionNumber(offer.version()))
                        .reversed())
                .toList();
    }

    private List<String> versions(SoftwareSource source, Search search) throws Unfit {
        if (source instanceof Machine it) {
            return machine.versions(it, search);
        } else if (source instanceof Embedded it) {
            Optional<Artifact> artifact = EmbeddedSoftware.forThisMachine(it);
            return artifact.map(Artifact::version).stream().toList();
        } else if (source instanceof Debian it) {
            return debian.versions(it);
        }
        return List.of();
    }

    private interface Look {
        Software at(SoftwareSource source) throws Unfit;
    }

    private static Software first(
            String server, List<SoftwareSource> sources, @Nullable String from, Search search, Look look) {
        List<Text> reasons = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (SoftwareSource source : wanted(server, sources, from)) {
            try {
                return look.at(source);
            } catch (Unfit unfit) {
                reasons.add(Text.of(source.name() + ": ", unfit.reason()));
                String other = unfit.otherVersion();
                if (other != null) {
                    others.add(other);
                }
            }
        }
        Text tried = Text.of(" (", Text.joined("; ", reasons), ")");
        if (!others.isEmpty()) {
            throw VektraException.conflict(
                    Text.of(
                            "the data of " + server + " was written by version " + search.version()
                                    + ", but there is only " + String.join(" and ", others),
                            tried),
                    Text.of(
                            "install version " + search.version() + "; with both here, its data go to another one by ",
                            Next.of("addons:upgrade-server", server)));
        }
        throw new VektraException(Kind.UNAVAILABLE, Text.of("found no program for " + server, tried), remedy(sources));
    }

    private Software find(SoftwareSource source, Search search, Supplier<Cache> cache) throws Unfit {
        if (source instanceof Machine it) {
            return machine.find(it, search);
        } else if (source instanceof Embedded it) {
            return embedded.find(it, search, cache.get());
        } else if (source instanceof Assembled it) {
            return assembled.find(it, search, cache.get());
        } else if (source instanceof Debian it) {
            return debian.find(it, search, cache.get());
        } else if (source instanceof Docker) {
            throw new Unfit(
                    Text.of("only when asked for, with ", Input.of(ServerOptions.FROM, SoftwareSource.Docker.NAME)));
        }
        return builtin.find((Builtin) source, search);
    }

    private static List<SoftwareSource> wanted(String server, List<SoftwareSource> sources, @Nullable String from) {
        if (from == null) {
            return sources;
        }
        List<SoftwareSource> named =
                sources.stream().filter(source -> source.name().equals(from)).toList();
        if (named.isEmpty()) {
            Set<String> known = new LinkedHashSet<>();
            sources.forEach(source -> known.add(source.name()));
            throw VektraException.invalid(
                    "no source of software called " + Shown.quoted(from) + " for " + server,
                    "known: " + String.join(", ", known));
        }
        return named;
    }

    /** What a user can do about it. */
    private static Text remedy(List<SoftwareSource> sources) {
        for (SoftwareSource source : sources) {
            if (source instanceof Assembled) {
                return Text.of(
                        "it is made of libraries of Maven Central: let this machine reach that, or name a mirror in"
                                + " VEKTRA_MAVEN_URL");
            }
            if (source instanceof Debian debian) {
                return Text.of(
                        "install it, for example: apt-get install "
                                + debian.packages().get(0) + "; or adopt a server that runs elsewhere with ",
                        Input.of(ServerOptions.URL));
            }
        }
        return Text.of(
                "install it with the package manager of this machine, or adopt a server that runs elsewhere with ",
                Input.of(ServerOptions.URL));
    }
}
