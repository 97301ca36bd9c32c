package vektra.provider.mariadb;

import java.nio.file.Path;
import java.util.List;
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
            new SoftwareSource.Docker("mariadb:11.4", List.of("mariadbd"), "mysql", Path.of("/var/lib/mysql"), 3306));

    private MariadbSources() {}
}
