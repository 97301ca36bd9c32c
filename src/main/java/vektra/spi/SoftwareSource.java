package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One place that the software of a server may come from. */
public sealed interface SoftwareSource {
    /** What {@code --from} calls it. */
    String name();

    /** What {@code --from} calls sources, in their order. */
    static List<String> names(List<SoftwareSource> sources) {
        return sources.stream().map(SoftwareSource::name).distinct().toList();
    }

    /** A program of this machine: on PATH, or in a folder of the distribution (a glob such as {@code /usr/lib/x/*}). */
    record Machine(String program, List<String> folders) implements SoftwareSource {
        @Override
        public String name() {
            return "machine";
        }
    }

    /**
     * A program packed into an artifact of Maven Central.
     *
     * @param perPlatform the artifact by {@code os-arch}, such as {@code linux-amd64}
     * @param program its path below the folder that the artifact is unpacked into
     */
    record Embedded(Map<String, Artifact> perPlatform, String program) implements SoftwareSource {
        @Override
        public String name() {
            return "embedded";
        }

        /**
         * @param coordinates {@code group:artifact:version} of a jar
         * @param sha256 of the jar, in hexadecimal
         * @param entry the jar's entry that holds the program: a {@code .txz} is unpacked whole, a folder, which ends in
         *     {@code /}, is copied with all that is in it, anything else is copied to the program's path
         * @param version what the program says it is, which the artifact's own version need not be
         * @param shipped whether it comes with Vektra; else it is fetched once it is needed
         */
        public record Artifact(String coordinates, String sha256, String entry, String version, boolean shipped) {
            /** One that comes with Vektra. */
            public Artifact(String coordinates, String sha256, String entry, String version) {
                this(coordinates, sha256, entry, version, true);
            }
        }
    }

    /**
     * A server of our own, in Vektra's jar, made of libraries that are fetched from Maven Central when it is wanted.
     *
     * @param software its name, for its folder
     * @param version of the software
     * @param libraries what the server needs besides Vektra's jar
     */
    record Assembled(String software, String version, String mainClass, List<Library> libraries, List<String> jvmFlags)
            implements SoftwareSource {
        /** The word for all software that Vektra brings from Maven Central. */
        public static final String SOURCE = "embedded";

        @Override
        public String name() {
            return SOURCE;
        }

        /**
         * @param coordinates {@code group:artifact:version} of a jar
         * @param sha256 of the jar, in hexadecimal
         */
        public record Library(String coordinates, String sha256) {}
    }

    /** Packages of Debian, unpacked without root. */
    record Debian(List<String> packages, String program) implements SoftwareSource {
        @Override
        public String name() {
            return "debian";
        }
    }

    /**
     * A container, used only when it is asked for: an engine is a daemon with rights of its own.
     *
     * @param image with its tag, where no other is asked for
     * @param command the start of the server's command line, which takes the place of the image's own; its last word is
     *     the server's program
     * @param user the user that programs of the image run as; null leaves it to the image
     * @param data the folder inside that outlives the container where the recipe keeps data
     * @param port where the server listens inside
     */
    record Docker(
            String image, List<String> command, @Nullable String user, Path data, int port) implements SoftwareSource {
        public static final String NAME = "docker";

        /** Asked for its version. */
        public String program() {
            return command.get(command.size() - 1);
        }

        @Override
        public String name() {
            return NAME;
        }
    }

    /** No program: a folder is all that there is of a server. */
    record Folder(String version) implements SoftwareSource {
        public static final String NAME = "folder";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** A server of our own, in Vektra's jar. */
    record Builtin(String mainClass, String version, List<String> jvmFlags) implements SoftwareSource {
        @Override
        public String name() {
            return "builtin";
        }
    }
}
