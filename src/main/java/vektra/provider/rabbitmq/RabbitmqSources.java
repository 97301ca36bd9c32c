package vektra.provider.rabbitmq;

import java.util.List;
import vektra.spi.SoftwareSource;

/** Where the software may come from, best first. */
final class RabbitmqSources {
    /** The program that all scripts of an installation lie beside. It is not run: it would start a process that stays. */
    static final String PROGRAM = "rabbitmqctl";

    static final List<SoftwareSource> ALL = List.of(
            new SoftwareSource.Machine(
                    PROGRAM,
                    List.of(
                            "/usr/lib/rabbitmq/bin",
                            "/opt/rabbitmq*/sbin",
                            "/usr/local/opt/rabbitmq/sbin",
                            "/opt/homebrew/opt/rabbitmq/sbin")),
            new SoftwareSource.Debian(
                    List.of(
                            "rabbitmq-server",
                            "erlang-base",
                            "erlang-asn1",
                            "erlang-crypto",
                            "erlang-eldap",
                            "erlang-ftp",
                            "erlang-inets",
                            "erlang-mnesia",
                            "erlang-os-mon",
                            "erlang-parsetools",
                            "erlang-public-key",
                            "erlang-runtime-tools",
                            "erlang-snmp",
                            "erlang-ssl",
                            "erlang-syntax-tools",
                            "erlang-tftp",
                            "erlang-tools",
                            "erlang-xmerl",
                            "libssl3",
                            "libtinfo6",
                            "libstdc++6",
                            "libsystemd0"),
                    "usr/lib/rabbitmq/bin/" + PROGRAM));

    private RabbitmqSources() {}
}
